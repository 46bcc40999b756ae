//! A browser says which page a request comes from.

use vcare_sandbox::Sandbox;

use crate::raw::{account_status, exchange, start, suspend};

#[tokio::test]
async fn requests_of_foreign_pages_are_refused_and_not_carried_out() {
    let sandbox = start(Sandbox::new()).await;
    for lines in [
        "Origin: http://vendor.example\r\n",
        "Origin: null\r\n",
        "Origin:\r\n",
        "Origin: localhost:8080\r\n",
        "Origin: //localhost:8080\r\n",
        "Origin: https://localhost:8080\r\n",
        "Origin: http://localhost\r\n",
        "Origin: http://localhost:3000\r\n",
        "Origin: http://127.0.0.1:8080\r\n",
        "Origin: http://localhost:8080/\r\n",
        "Origin: http://localhost:8080.vendor.example\r\n",
        "Origin: http://localhost:8080 http://vendor.example\r\n",
        "Origin: http://localhost:8080\r\nOrigin: http://vendor.example\r\n",
        "Origin: http://localhost:8080\r\nOrigin: http://localhost:8080\r\n",
        "Sec-Fetch-Site: cross-site\r\n",
        // A page on another port of this machine.
        "Sec-Fetch-Site: same-site\r\n",
        "Sec-Fetch-Site: \u{f6}\r\n",
        "Sec-Fetch-Site: none\r\nSec-Fetch-Site: cross-site\r\n",
        "Origin: http://localhost:8080\r\nSec-Fetch-Site: cross-site\r\n",
    ] {
        let reply = exchange(&sandbox, suspend(&format!("Host: localhost:8080\r\n{lines}"))).await;
        assert!(reply.starts_with("HTTP/1.1 403 Forbidden\r\n"), "{lines}: {reply}");
        assert!(reply.contains("web page"), "{lines}: {reply}");
        assert!(!reply.contains("access-control-"), "{lines}: {reply}");
    }
    // What a browser asks before it sends XML for another page.
    let preflight = "OPTIONS /vcareOssApi/UpdateAccountStatus/ HTTP/1.1\r\nHost: localhost:8080\r\nOrigin: http://vendor.example\r\n\
        Access-Control-Request-Method: POST\r\nConnection: close\r\n\r\n";
    let reply = exchange(&sandbox, preflight).await;
    assert!(reply.starts_with("HTTP/1.1 403 Forbidden\r\n"), "{reply}");
    assert_eq!(account_status(&sandbox).await, "Active");
}

#[tokio::test]
async fn its_own_origin_is_answered() {
    for lines in [
        "Host: localhost:8080\r\nOrigin: http://localhost:8080\r\nSec-Fetch-Site: same-origin\r\n",
        "Host: LOCALHOST\r\nOrigin: HTTP://localhost:80\r\n",
        "Host: [::1]:8080\r\nOrigin: http://[0:0:0:0:0:0:0:1]:8080\r\n",
        "Host: sandbox.example\r\nOrigin: http://sandbox.example\r\n",
        // Typed by the user.
        "Host: localhost\r\nSec-Fetch-Site: none\r\n",
    ] {
        let sandbox = start(Sandbox::new().allow_host("sandbox.example")).await;
        let reply = exchange(&sandbox, suspend(lines)).await;
        assert!(reply.starts_with("HTTP/1.1 200 OK\r\n"), "{lines}: {reply}");
        assert_eq!(account_status(&sandbox).await, "Suspend", "{lines}");
    }
}
