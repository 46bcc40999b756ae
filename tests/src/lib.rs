//! What the workspace's tests share.

pub mod log;
pub mod records;
#[cfg(feature = "server")]
pub mod server;
pub mod wire;

use vcare_api::transport::Scripted;
use vcare_api::{Client, Credentials, Retries};

/// A client over a scripted transport, with an account and an agent, that tries each call once.
pub trait ScriptedClient {
    /// Everything that a client needs is set.
    fn client(&self) -> Client;
}

impl ScriptedClient for Scripted {
    fn client(&self) -> Client {
        Client::builder()
            .base_url("https://vendor.example/vcareOssApi/")
            .credentials(Credentials::new("sample-vendor", "sample-user", "pass<&>word", "1234"))
            .agent("sample-agent")
            .transport(self.clone())
            // How often a call is tried is tested by itself.
            .retries(Retries::none())
            .build()
            .expect("everything is set")
    }
}

/// A reply of an endpoint with this inside its element.
pub fn reply_with(endpoint: &str, reference_number: &str, inside: &str) -> String {
    format!(
        "<VcareOssApi xmlns=\"http://www.oss.vcarecorporation.com/oss\"><credentials><vendorId>sample-vendor\
         </vendorId><referenceNumber>{reference_number}</referenceNumber></credentials><{endpoint}>{inside}\
         </{endpoint}></VcareOssApi>"
    )
}

/// The status part of a reply.
pub fn status(code: &str, error_description: &str) -> String {
    format!(
        "<statusCode>{code}</statusCode><description>FAIL</description>\
         <errorDescription>{error_description}</errorDescription>"
    )
}
