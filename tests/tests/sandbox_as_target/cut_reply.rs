//! A reply that breaks off does so on the wire.

use vcare_sandbox::{Fault, Forced, Sandbox};

use crate::raw::{Raw, content_length, start, suspend};

#[tokio::test]
async fn half_of_a_cut_reply_arrives() {
    let sandbox = start(Sandbox::new().force("UpdateAccountStatus", Forced::Fault(Fault::CutReply))).await;
    // Also on a connection that would be kept.
    for request in [suspend("Host: localhost\r\n"), suspend("Host: localhost\r\n").replace("Connection: close\r\n", "")]
    {
        let mut connection = Raw::connect(&sandbox).await;
        connection.send(request).await;
        let head = connection.until("\r\n\r\n").await;
        let half = connection.rest().await;
        assert!(head.starts_with("HTTP/1.1 200 OK\r\n"), "{head}");
        assert!(half.starts_with("<?xml") && !half.contains("</VcareOssApi>"), "{half}");
        assert_eq!(half.len(), content_length(&head) / 2);
    }
}
