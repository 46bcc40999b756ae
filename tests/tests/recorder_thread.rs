//! What a recorder does when the thread that writes its file ends.
#![cfg(unix)]

use std::io;
use std::sync::Arc;

use vcare_api::get_plan_service::{GetPlanService, PlanType};
use vcare_api::transport::{Recorder, Scripted};
use vcare_api::{Client, Credentials};
use vcare_tests::log::Log;

/// A log that panics when the recorder's thread writes to it.
struct Fragile(Log);

impl io::Write for Fragile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        assert_ne!(std::thread::current().name(), Some("vcare-recorder"), "this log has no room for a recorder");
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn it_warns_that_nothing_is_recorded_any_more() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt().with_ansi(false).with_writer(move || Fragile(writer.clone())).finish();
    tracing::subscriber::set_global_default(subscriber).expect("there is no other in this program");
    let transport = Scripted::new(|request| Ok(Scripted::success(request, "")));
    // Nothing can be written, which the thread warns of.
    let recorder = Arc::new(Recorder::new(transport, "/dev/full").expect("it can be opened"));
    let client = Client::builder().base_url("https://vendor.example").transport(recorder.clone()).agent("agent");
    let client = client.credentials(Credentials::new("vendor", "user", "password", "1234")).build();
    let client = client.expect("everything is set");
    let request = GetPlanService::new("MD", PlanType::Lifeline, "21215");
    client.call(&request).await.expect("it is answered");
    let error = recorder.flush().expect_err("the thread has ended").to_string();
    assert_eq!(error, "the thread that writes the recording has ended");
    for _ in 0..3 {
        client.call(&request).await.expect("it is answered all the same");
    }
    assert_eq!(recorder.dropped(), 3);
    let warning = "an exchange was not recorded: the thread that writes the recording has ended";
    assert!(log.text().contains(warning), "{}", log.text());
    drop((client, recorder));
    assert!(log.text().contains("the thread that writes the recording has panicked"), "{}", log.text());
}
