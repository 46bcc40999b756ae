//! Many calls at once against a server that faults one in ten: none is lost, none is sent twice, nothing leaks.
//!
//! `VCARE_SOAK_CALLS` says how many.

use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tokio::task::JoinSet;
use vcare_api::get_plan_service::PlanType;
use vcare_api::manage_plan_type::Mode;
use vcare_api::transport::{HttpTransport, Outgoing, Transport, TransportFuture};
use vcare_api::update_account_status::{AccountType, NewStatus};
use vcare_api::{Client, Credentials, Endpoint, Outcome, Retries, Timeouts};
use vcare_api::{GetCustomerInfo, GetPlanService, ManagePlanType, UpdateAccountStatus};
use vcare_core::record::Record;
use vcare_core::schema::{Effect, EndpointSchema};
use vcare_tests::server::{Connection, Request, Server};
use vcare_tests::{reply_with, status};

/// How many calls an ordinary test run makes.
const CALLS: usize = 5_000;
/// How many are under way at once.
const AT_ONCE: usize = 32;
/// What the process may grow by. The books that the test keeps itself are about a tenth of it.
const GROWTH: usize = 96 << 20;
/// Descriptors that the runtime may open and keep meanwhile.
const SPARE_DESCRIPTORS: usize = 8;

/// Faults, and the resets among them that can meet a request which the server has not read.
#[derive(Default)]
struct Faults {
    connections: AtomicUsize,
    requests: AtomicUsize,
    unread: AtomicUsize,
}

impl Faults {
    async fn serve(self: Arc<Self>, mut connection: Connection) {
        if self.connections.fetch_add(1, Ordering::SeqCst) % 50 == 49 {
            self.unread.fetch_add(1, Ordering::SeqCst);
            return connection.reset();
        }
        while let Some(request) = connection.request().await {
            let turn = self.requests.fetch_add(1, Ordering::SeqCst);
            if turn % 10 != 9 {
                connection.send(&good(&request)).await;
                continue;
            }
            match turn / 10 % 100 {
                // Time is precious: silence is rare.
                99 => return connection.listen().await,
                other => match other % 10 {
                    0 => return connection.reset(),
                    1 => return connection.close().await,
                    2 => {
                        connection.send(&half(&request)).await;
                        return connection.reset();
                    }
                    3 => {
                        connection.send(&half(&request)).await;
                        return connection.close().await;
                    }
                    4 => {
                        connection.send(&good(&request)).await;
                        return connection.close().await;
                    }
                    5 => {
                        connection.send(&good(&request)).await;
                        self.unread.fetch_add(1, Ordering::SeqCst);
                        return connection.reset();
                    }
                    6 => connection.send(&response("503 Service Unavailable", "")).await,
                    7 => connection.send(&response("200 OK", "<html/>")).await,
                    8 => connection.send(&response("200 OK", &another_number(&request))).await,
                    _ => connection.send(&response("200 OK", &refusal(&request))).await,
                },
            };
        }
    }
}

fn response(status: &str, body: &str) -> Vec<u8> {
    format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

fn good(request: &Request) -> Vec<u8> {
    response("200 OK", &request.good_reply())
}

fn half(request: &Request) -> Vec<u8> {
    let mut whole = good(request);
    whole.truncate(whole.len() / 2);
    whole
}

fn another_number(request: &Request) -> String {
    reply_with(request.endpoint(), "another", "<statusCode>00</statusCode>")
}

fn refusal(request: &Request) -> String {
    reply_with(request.endpoint(), request.number(), &status("1", "No."))
}

/// HTTP, and how often it was tried.
#[derive(Clone)]
struct Counted {
    http: HttpTransport,
    counts: Arc<Attempts>,
}

#[derive(Default)]
struct Attempts {
    made: AtomicUsize,
    not_sent: AtomicUsize,
    under_way: AtomicUsize,
    most_under_way: AtomicUsize,
}

impl Transport for Counted {
    fn send(&self, request: Outgoing) -> TransportFuture<'_> {
        Box::pin(async move {
            let counts = &self.counts;
            counts.made.fetch_add(1, Ordering::SeqCst);
            let under_way = counts.under_way.fetch_add(1, Ordering::SeqCst) + 1;
            counts.most_under_way.fetch_max(under_way, Ordering::SeqCst);
            let ending = self.http.send(request).await;
            counts.under_way.fetch_sub(1, Ordering::SeqCst);
            if ending.as_ref().is_err_and(|error| error.kind.is_not_sent()) {
                counts.not_sent.fetch_add(1, Ordering::SeqCst);
            }
            ending
        })
    }
}

/// Reads and writes in turn.
fn request(number: usize) -> (&'static EndpointSchema, Box<dyn Record>) {
    match number % 4 {
        0 => (GetCustomerInfo::SCHEMA, Box::new(GetCustomerInfo::new().telephone_number("5551234567"))),
        1 => {
            let suspend = UpdateAccountStatus::new(NewStatus::Suspend, AccountType::Electronically);
            (UpdateAccountStatus::SCHEMA, Box::new(suspend.mdn("5551234567")))
        }
        2 => (GetPlanService::SCHEMA, Box::new(GetPlanService::new("MD", PlanType::Lifeline, "21215"))),
        _ => {
            let add = ManagePlanType::new(Mode::Add).plan_type_name("Night").state("MD").plan_id("1");
            (ManagePlanType::SCHEMA, Box::new(add))
        }
    }
}

/// How often calls ended in each way.
#[derive(Debug, Default)]
struct Tally {
    done: usize,
    rejected: usize,
    not_sent: usize,
    unknown: usize,
}

impl Tally {
    fn all(&self) -> usize {
        self.done + self.rejected + self.not_sent + self.unknown
    }

    fn add(&mut self, other: &Self) {
        self.done += other.done;
        self.rejected += other.rejected;
        self.not_sent += other.not_sent;
        self.unknown += other.unknown;
    }
}

/// Makes one call and compares what it came to with what the server saw of it.
async fn call(client: &Client, server: &Server, number: usize, tally: &mut Tally) {
    let (schema, request) = request(number);
    let reference_number = number.to_string();
    let call = client.call_dyn(schema, &*request).reference_number(&reference_number);
    let ended = call.await.map(drop).map_err(|error| error.outcome());
    let seen = server.seen().with_number(&reference_number);
    assert!(schema.effect == Effect::Read || seen <= 1, "{} was sent {seen} times", schema.name);
    match ended {
        Ok(()) => {
            tally.done += 1;
            assert!(seen >= 1, "{}: no server said so", schema.name);
        }
        Err(Outcome::Rejected) => {
            tally.rejected += 1;
            assert!(seen >= 1, "{}: no server said so", schema.name);
        }
        Err(Outcome::NotSent) => {
            tally.not_sent += 1;
            assert_eq!(seen, 0, "{} was seen", schema.name);
        }
        Err(Outcome::Unknown) => tally.unknown += 1,
        Err(Outcome::Invalid) => panic!("{} is right", schema.name),
    }
}

fn open_descriptors() -> usize {
    fs::read_dir("/proc/self/fd").expect("the kernel tells").count()
}

/// In bytes.
fn resident_memory() -> usize {
    let status = fs::read_to_string("/proc/self/status").expect("the kernel tells");
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("it has a line on it");
    let kibibytes: usize = line.trim().trim_end_matches(" kB").parse().expect("it is a number");
    kibibytes * 1024
}

/// Makes these calls, from twice as many tasks as may be under way.
async fn make(calls: std::ops::Range<usize>, client: &Client, server: &Arc<Server>) -> Tally {
    let next = Arc::new(AtomicUsize::new(calls.start));
    let mut workers = JoinSet::new();
    for _ in 0..2 * AT_ONCE {
        let (client, server, next) = (client.clone(), server.clone(), next.clone());
        workers.spawn(async move {
            let mut tally = Tally::default();
            loop {
                let number = next.fetch_add(1, Ordering::SeqCst);
                if number >= calls.end {
                    return tally;
                }
                call(&client, &server, number, &mut tally).await;
            }
        });
    }
    let mut tally = Tally::default();
    workers.join_all().await.iter().for_each(|part| tally.add(part));
    tally
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_lost_sent_twice_or_left_behind() {
    let calls = std::env::var("VCARE_SOAK_CALLS").map_or(CALLS, |calls| calls.parse().expect("it is a number"));
    let faults = Arc::new(Faults::default());
    let serving = faults.clone();
    let server = Arc::new(Server::start(None, move |connection| serving.clone().serve(connection)).await);
    let descriptors = open_descriptors();
    let counts = Arc::new(Attempts::default());
    let http = HttpTransport::new().expect("it can be set up");
    let long = Duration::from_mins(5);
    let client = Client::builder()
        .base_url(server.base_url())
        .credentials(Credentials::new("v", "u", "p", "1"))
        .agent("a")
        .transport(Counted { http, counts: counts.clone() })
        .timeouts(Timeouts::default().connect(long).read(Duration::from_secs(1)).total(long))
        .retries(Retries::default().first_wait(Duration::from_millis(1)).budget(1_000_000))
        .concurrent_calls(AT_ONCE)
        .build()
        .expect("everything is set");

    // What is set aside once, at the first calls, is no growth.
    let first = calls / 10;
    let mut tally = make(0..first, &client, &server).await;
    let memory = resident_memory();
    tally.add(&make(first..calls, &client, &server).await);
    let growth = resident_memory().saturating_sub(memory);

    assert_eq!(tally.all(), calls, "{tally:?}");
    assert!(tally.done > tally.all() / 2 && tally.rejected > 0 && tally.unknown > 0, "{tally:?}");
    assert_eq!((counts.under_way.load(Ordering::SeqCst), counts.most_under_way.load(Ordering::SeqCst)), (0, AT_ONCE));
    let seen = server.seen();
    let sent = counts.made.load(Ordering::SeqCst) - counts.not_sent.load(Ordering::SeqCst);
    let unread = faults.unread.load(Ordering::SeqCst);
    assert!(seen.comes_to(|seen| seen.requests() + unread >= sent).await, "{sent} sent, {unread} unread, {seen:?}");
    assert!(seen.requests() <= sent, "{sent} sent, {} seen", seen.requests());

    // A call that gets a connection from another leaves the one that it began to make to the pool.
    assert!(seen.comes_to(|seen| seen.open_connections() <= 2 * AT_ONCE).await, "{} are open", seen.open_connections());
    drop(client);
    assert!(seen.all_closed().await, "{} are open", seen.open_connections());
    let left = open_descriptors();
    assert!(left <= descriptors + SPARE_DESCRIPTORS, "{left} descriptors in place of {descriptors}");
    assert!(growth < GROWTH, "grown by {growth} bytes");
    println!("{tally:?}, {sent} attempts sent, {} seen, grown by {} KiB", seen.requests(), growth / 1024);
}
