//! A server that answers like the VCare API: over real HTTP on this machine, from the same specs as the client.
//!
//! Every endpoint is answered: credentials, blank and wrong fields in the documents' status codes, and then what the
//! endpoint does. The four documented ones have state behind them; any other is answered from its spec's examples.
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

mod account;
mod answer;
mod decide;
mod endpoints;
mod fill;
mod forced;
mod request;
mod seed;
mod server;
mod world;

pub use self::account::Account;
pub use self::forced::{Fault, Forced, ForcedError};
pub use self::seed::{Seed, SeedError};
pub use self::server::{RunningSandbox, Sandbox, StartError};
