//! How many connections there are, and how they end.

use vcare_sandbox::{Fault, Forced, Sandbox};

use crate::raw::{PATH, Raw, account_status, start, suspend};

#[tokio::test]
async fn a_connection_over_the_limit_waits_for_another_to_end() {
    let sandbox = start(Sandbox::new().max_connections(2)).await;
    let mut open = Vec::new();
    for _ in 0..2 {
        let mut connection = Raw::connect(&sandbox).await;
        // It is open for the server when it has been answered in part.
        connection
            .send(format!(
                "POST {PATH} HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n"
            ))
            .await;
        assert_eq!(connection.until("\r\n\r\n").await, "HTTP/1.1 100 Continue\r\n\r\n");
        open.push(connection);
    }
    let mut third = Raw::connect(&sandbox).await;
    third.send(suspend("Host: localhost\r\n")).await;
    assert!(third.hears_nothing().await);
    open.pop();
    let said = third.rest().await;
    assert!(said.starts_with("HTTP/1.1 200 OK\r\n"), "{said}");
}

/// Otherwise it would keep the others out as long as it is idle.
#[tokio::test]
async fn the_last_free_connection_is_not_kept_after_its_reply() {
    for limit in [0, 1] {
        let sandbox = start(Sandbox::new().max_connections(limit)).await;
        for _ in 0..3 {
            let mut connection = Raw::connect(&sandbox).await;
            connection.send(suspend("Host: localhost\r\n").replace("Connection: close\r\n", "")).await;
            let said = connection.rest().await;
            assert!(said.starts_with("HTTP/1.1 200 OK\r\n") && said.contains("connection: close\r\n"), "{said}");
        }
    }
}

#[tokio::test]
async fn a_client_that_leaves_without_a_reply_makes_room() {
    let silent = Sandbox::new().force("GetPlanService", Forced::Fault(Fault::Silence));
    let sandbox = start(silent.max_connections(1)).await;
    let mut first = Raw::connect(&sandbox).await;
    first.send("POST /vcareOssApi/GetPlanService/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n").await;
    assert!(first.hears_nothing().await);
    drop(first);
    assert_eq!(account_status(&sandbox).await, "Active");
}

#[tokio::test]
async fn a_sandbox_that_stops_closes_its_connections() {
    let sandbox = start(Sandbox::new().force("UpdateAccountStatus", Forced::Fault(Fault::Silence))).await;
    let mut connections = Vec::new();
    for sent in ["", "POST ", &suspend("Host: localhost\r\n")] {
        let mut connection = Raw::connect(&sandbox).await;
        connection.send(sent).await;
        connections.push(connection);
    }
    assert!(connections[2].hears_nothing().await);
    drop(sandbox);
    for mut connection in connections {
        assert_eq!(connection.rest().await, "");
    }
}

#[tokio::test]
async fn more_connections_than_there_can_be_are_no_mistake() {
    let sandbox = start(Sandbox::new().max_connections(usize::MAX)).await;
    let mut connection = Raw::connect(&sandbox).await;
    connection.send(suspend("Host: localhost\r\n")).await;
    let said = connection.rest().await;
    assert!(said.starts_with("HTTP/1.1 200 OK\r\n"), "{said}");
}
