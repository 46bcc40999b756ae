//! Calls an endpoint of `vcare-api` and one of a spec of its own, over HTTP, with `vcare-api`. The server is written with `vcare-core`.

use std::error::Error;
use std::io::{Read, Write};
use std::net::TcpListener;

use vcare_core::codec::server::{ReceivedRequest, ReplyHead, write_reply};
use vcare_core::schema::{ClientValue, EndpointSchema};
use vendor_api::get_plan_service::{GetPlanService, PlanType};
use vendor_api::{CallError, Client, Credentials, Endpoint};

mod vendor {
    vendor_api::endpoints! { "spec" }
}

use vendor::send_greeting::{Language, SendGreeting, Status};

/// Answers one call: with what its rules say, else with success.
fn serve(listener: &TcpListener, schema: &'static EndpointSchema) -> Result<(), Box<dyn Error>> {
    let (mut socket, _) = listener.accept()?;
    let mut request = Vec::new();
    let mut buffer = [0; 4096];
    while !request.ends_with(b"</VCAREOSSAPI>") {
        let count = socket.read(&mut buffer)?;
        request.extend_from_slice(&buffer[..count]);
    }
    let body = request.windows(4).position(|window| window == b"\r\n\r\n").ok_or("no body")? + 4;
    let (received, record) = ReceivedRequest::read(schema, &request.split_off(body).into())?;
    let broken = received.violations(&*record).into_iter().find_map(|violation| violation.status);
    let response = (schema.new_response)();
    let head = ReplyHead {
        vendor_id: received.credential(ClientValue::VendorId),
        reference_number: received.credential(ClientValue::ReferenceNumber),
        code: broken.map_or("00", |row| row.code),
        ..ReplyHead::default()
    };
    let reply = write_reply(schema, &head, Some(&*response));
    write!(socket, "HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{}", reply.len(), reply.as_str())?;
    Ok(())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let base_url = format!("http://{}/vcareOssApi", listener.local_addr()?);
    let server = std::thread::spawn(move || {
        for schema in [GetPlanService::SCHEMA, SendGreeting::SCHEMA, SendGreeting::SCHEMA] {
            serve(&listener, schema).expect("the client sends requests");
        }
    });
    let client =
        Client::builder().base_url(base_url).credentials(Credentials::new("v", "u", "p", "1")).agent("a").build()?;

    let plans = client.call(&GetPlanService::new("MD", PlanType::Lifeline, "21215")).await?;
    assert!(plans.is_success() && plans.response.plan.is_none());

    let greeting = SendGreeting::new("5551234567").language(Language::Spanish);
    assert!(client.call(&greeting).await?.is_success());

    let wrong = SendGreeting::new("555");
    assert_eq!(wrong.validate().len(), 1);
    match client.call(&wrong).skip_validation().await {
        Err(CallError::Rejected(reply)) => assert_eq!(reply.status, Status::InvalidMdn),
        other => return Err(format!("not refused: {other:?}").into()),
    }
    server.join().expect("the server answered all calls");
    println!("a crate of its own calls {} and {}", GetPlanService::SCHEMA.name, vendor::ENDPOINTS[0].name);
    Ok(())
}
