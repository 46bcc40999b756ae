//! Lines of a recording.

use bytes::Bytes;
use serde::Deserialize;

/// What counts of a line. `vcare-api` writes more into it.
#[derive(Deserialize)]
struct Exchange {
    endpoint: String,
    reply: Option<String>,
}

/// The endpoint's name and the reply; `None` if nothing came back that could be read.
pub(crate) fn reply(line: &[u8]) -> Result<Option<(String, Bytes)>, &'static str> {
    // The error would repeat what stands there.
    let exchange: Exchange = serde_json::from_slice(line).map_err(|_| "not an exchange of a recording")?;
    Ok(exchange.reply.map(|reply| (exchange.endpoint, reply.into())))
}
