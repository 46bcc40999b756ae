//! A server that answers like the VCare API: over real HTTP on this machine, from the same specs as the client.
//!
//! Every endpoint is answered: credentials, blank and wrong fields in the documents' status codes, and then what the
//! endpoint does. Four of them have state behind them; any other is answered from its spec's examples.
//!
//! ```
//! # tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(async {
//! use vcare_api::{Client, GetPlanService, get_plan_service::PlanType};
//! use vcare_sandbox::Sandbox;
//!
//! let sandbox = Sandbox::new().start().await?;
//! let client = Client::builder()
//!     .base_url(sandbox.base_url())
//!     .credentials(sandbox.account().credentials())
//!     .agent("demo-agent")
//!     .build()?;
//! let reply = client.call(&GetPlanService::new("MD", PlanType::Lifeline, "21215")).await?;
//! let plans = reply.response.plan.expect("plans are sold there").plan_detail;
//! assert_eq!(plans.len(), 2);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! # })?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # What it refuses
//!
//! A request is refused before anything of it is carried out, with an HTTP status and a text that says why:
//!
//! | status | the request |
//! |---|---|
//! | 400 | has no `Host` header (HTTP/1.0 included), several, or one that is no host; or another host in its request line |
//! | 403 | comes from a web page of another origin, as `Origin` or `Sec-Fetch-Site` say |
//! | 408 | has a body that did not arrive within [`Sandbox::request_timeout`] |
//! | 413 | has a body of more than 32 MiB |
//! | 421 | is for another host than `localhost`, IP addresses and the names of [`Sandbox::allow_host`] |
//! | 431 | has a head of more than 64 KiB, or more than 100 headers |
//!
//! A page that any web site shows can have the browser send requests to this machine, also under a name of the site's own;
//! that is why hosts and origins count.
//!
//! The bodies of all requests that are read and answered at a time have 64 MiB together (one that comes in
//! chunks counts as 32 MiB, for its size is not known before), and [`Sandbox::max_connections`]
//! bounds the connections: what goes beyond that waits. A connection is closed when its client sends no request, or takes
//! nothing of a reply, within the request time-out. A client that waits for [`Fault::Silence`] to end may wait for ever.

mod account;
mod answer;
mod body;
mod decide;
mod endpoints;
mod fill;
mod forced;
mod guard;
mod handle;
mod host;
mod impatient;
mod reply;
mod request;
mod seed;
mod serve;
mod server;
mod world;

pub use self::account::Account;
pub use self::forced::{Fault, Forced, ForcedError};
pub use self::seed::{Seed, SeedError};
pub use self::server::{RunningSandbox, Sandbox, StartError};
