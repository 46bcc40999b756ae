//! Requests that are turned down by an HTTP status, most often by a proxy.

use vcare_api::upload_proof::UploadProof;
use vcare_api::{CallError, Endpoint, Outcome};
use vcare_tests::server::{Connection, Server};

use crate::endpoints::{self, READ_AND_WRITE};
use crate::messages::response;
use crate::script::{Step, play, say};

/// Nothing is certain of what the server has seen, so that the outcome of a write stays unknown.
#[tokio::test]
async fn what_the_status_means_is_told() {
    for (status, words) in [
        ("400 Bad Request", "; the server, or a proxy in front of it, cannot read the request"),
        ("401 Unauthorized", "asks for a login"),
        ("403 Forbidden", "forbids access: is this machine's address allowed?"),
        ("404 Not Found", "is the path right?"),
        ("405 Method Not Allowed", "is the path right?"),
        ("407 Proxy Authentication Required", "asks for a login"),
        ("411 Length Required", "does not take requests of this form"),
        ("413 Payload Too Large", " bytes) is larger than the server takes"),
        ("414 URI Too Long", "the address is longer than the server takes"),
        ("415 Unsupported Media Type", "does not take requests of this form"),
        ("431 Request Header Fields Too Large", "the head of the request is larger than the server takes"),
    ] {
        for page in ["", "<html>No.</html>"] {
            let script = vec![Step::Request, say(response(status, page)), Step::Close];
            let server = Server::start(None, move |connection| play(connection, script.clone())).await;
            let client = endpoints::client(server.base_url(), endpoints::plain()).build().expect("everything is set");
            for schema in READ_AND_WRITE {
                let request = endpoints::request(schema);
                let error = client.call_dyn(schema, &*request).await.expect_err("it is turned down");
                let text = error.to_string();
                assert_eq!(error.outcome(), Outcome::Unknown, "{text}");
                assert!(text.contains(words) && text.contains(&format!("HTTP status {}", &status[..3])), "{text}");
            }
            assert_eq!(server.seen().requests(), 2, "{status}: neither is tried again");
        }
    }
}

/// The server answers as soon as it has read the head, and takes the rest without a look.
#[tokio::test]
async fn how_large_the_request_is_stands_in_the_error() {
    let early = |mut connection: Connection| async move {
        connection.part(100).await;
        connection.send(&response("413 Payload Too Large\r\nConnection: close", "<html>Too large.</html>")).await;
        connection.close().await;
    };
    let server = Server::start(None, early).await;
    let client = endpoints::client(server.base_url(), endpoints::plain()).build().expect("everything is set");
    let file = format!("data:image/png;base64,{}", "iVBORw0K".repeat(5 << 17));
    let request = UploadProof::new("1").proof_file(file.as_str());
    let error = client.call(&request).skip_validation().await.expect_err("it is too large");
    let text = error.to_string();
    let CallError::Unknown(unknown) = error else { panic!("{text}") };
    assert_eq!((unknown.http_status, unknown.schema.name), (Some(413), UploadProof::SCHEMA.name), "{text}");
    assert!(unknown.request_bytes > file.len(), "{text}");
    let told = format!("the request ({} bytes) is larger than the server takes", unknown.request_bytes);
    assert!(text.contains(&told), "{text}");
    assert_eq!(server.seen().requests(), 1);
}
