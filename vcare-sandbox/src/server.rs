//! A sandbox from its settings to its end.

use std::collections::HashMap;
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio::task::JoinHandle;
use vcare_api::ENDPOINTS;
use vcare_core::Shown;
use vcare_core::schema::EndpointSchema;

use crate::account::Account;
use crate::body;
use crate::forced::Forced;
use crate::handle::{BASE_PATH, Shared};
use crate::host::Host;
use crate::seed::{Seed, SeedError};
use crate::serve::serve;
use crate::world::World;

/// Times that are longer could overflow a clock.
const LONGEST_TIMEOUT: Duration = Duration::from_hours(24);

/// A sandbox that is about to start.
#[derive(Debug)]
#[must_use]
pub struct Sandbox {
    endpoints: Vec<&'static EndpointSchema>,
    account: Account,
    seed: Seed,
    listen: SocketAddr,
    forced: HashMap<String, Forced>,
    allowed_hosts: Vec<String>,
    request_timeout: Duration,
    max_connections: usize,
}

impl Default for Sandbox {
    fn default() -> Self {
        Self::new()
    }
}

impl Sandbox {
    /// The endpoints of `vcare-api`, the demonstration's account, the built-in seed, a free port on loopback.
    pub fn new() -> Self {
        Self {
            endpoints: ENDPOINTS.to_vec(),
            account: Account::demo(),
            seed: Seed::default(),
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            forced: HashMap::new(),
            allowed_hosts: Vec::new(),
            request_timeout: Duration::from_secs(30),
            max_connections: 1024,
        }
    }

    /// Answers these endpoints too, as those of a crate with specs of its own.
    pub fn endpoints(mut self, endpoints: &[&'static EndpointSchema]) -> Self {
        self.endpoints.extend_from_slice(endpoints);
        self
    }

    /// Knows this account.
    pub fn account(mut self, account: Account) -> Self {
        self.account = account;
        self
    }

    /// Starts with this data.
    pub fn seed(mut self, seed: Seed) -> Self {
        self.seed = seed;
        self
    }

    /// Listens on this address.
    pub fn listen(mut self, address: SocketAddr) -> Self {
        self.listen = address;
        self
    }

    /// Answers an endpoint's calls in this way, whatever they say. Nothing is carried out.
    pub fn force(mut self, endpoint: impl Into<String>, forced: Forced) -> Self {
        self.forced.insert(endpoint.into(), forced);
        self
    }

    /// Answers requests whose `Host` header has this name, too. Otherwise these are `localhost` and IP addresses alone:
    /// a web page can have its own name resolve to this machine.
    ///
    /// The name is given without a port. Upper and lower case are the same, and so is a dot at the end.
    pub fn allow_host(mut self, name: impl Into<String>) -> Self {
        self.allowed_hosts.push(name.into());
        self
    }

    /// How long a request may take to arrive: 30 seconds if it is not set, a day at most.
    ///
    /// A connection is closed when no whole head arrives within this time, be it a new connection or one that is idle
    /// after a reply. A body that does not arrive within this time after its head is answered with status 408, and then
    /// the connection is closed. A connection is also closed when its client takes nothing of a reply for so long.
    ///
    /// A client that keeps idle connections for longer than this may send a request while the connection is being closed.
    /// The client of `vcare-api` keeps them for 20 seconds.
    pub fn request_timeout(mut self, timeout: Duration) -> Self {
        self.request_timeout = timeout;
        self
    }

    /// How many connections can be open: 1024 if it is not set, one at least. More are accepted when others have ended.
    pub fn max_connections(mut self, number: usize) -> Self {
        self.max_connections = number;
        self
    }

    /// Starts to answer, until the result is dropped. Needs a runtime of tokio, with I/O and time.
    pub async fn start(self) -> Result<RunningSandbox, StartError> {
        let world = World::new(self.seed)?;
        let parse = |name: String| Host::parse(&name).ok_or(StartError::HostName { name });
        let allowed = self.allowed_hosts.into_iter().map(parse).collect::<Result<_, _>>()?;
        let failed = |source| StartError::Listen { address: self.listen, source };
        let listener = TcpListener::bind(self.listen).await.map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        let account = self.account.clone();
        let shared = Shared {
            endpoints: self.endpoints,
            account: self.account,
            world: Mutex::new(world),
            forced: self.forced,
            allowed,
            request_timeout: self.request_timeout.min(LONGEST_TIMEOUT),
            memory: Semaphore::new(body::MEMORY),
        };
        let max_connections = self.max_connections.clamp(1, Semaphore::MAX_PERMITS);
        let task = tokio::spawn(serve(listener, Arc::new(shared), max_connections));
        Ok(RunningSandbox { address, account, task })
    }
}

/// Why a sandbox could not start.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StartError {
    /// The seed cannot be used.
    #[error(transparent)]
    Seed(#[from] SeedError),
    /// What is allowed with [`Sandbox::allow_host`] is not the name of a host.
    #[error("`{}` is not the name of a host", Shown::new(name))]
    HostName {
        /// What was given.
        name: String,
    },
    /// The address cannot be listened on.
    #[error("cannot listen on {address}: {source}")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// Why.
        source: io::Error,
    },
}

/// A sandbox that answers. When this is dropped, it stops and closes its connections.
#[derive(Debug)]
pub struct RunningSandbox {
    address: SocketAddr,
    account: Account,
    task: JoinHandle<()>,
}

impl RunningSandbox {
    /// The address for a client.
    pub fn base_url(&self) -> String {
        format!("http://{}{BASE_PATH}", self.address)
    }

    /// The account that it knows.
    pub fn account(&self) -> &Account {
        &self.account
    }

    /// Waits as long as it runs.
    pub async fn run(mut self) {
        let _ = (&mut self.task).await;
    }
}

impl Drop for RunningSandbox {
    fn drop(&mut self) {
        self.task.abort();
    }
}
