//! The bodies of requests.

use http_body_util::BodyExt;
use hyper::StatusCode;
use hyper::body::{Body, Incoming};
use tokio::sync::{Semaphore, SemaphorePermit};

use crate::reply::Refusal;

/// The largest body that is taken, in bytes.
const LARGEST: u32 = 32 << 20;

/// The memory of a sandbox for bodies, in bytes.
pub(crate) const MEMORY: usize = 64 << 20;

/// Reads a body once there is memory for it. The memory is its own as long as the permit is held.
pub(crate) async fn read(mut body: Incoming, memory: &Semaphore) -> Result<(Vec<u8>, SemaphorePermit<'_>), Refusal> {
    // A body in chunks may become as large as any.
    let announced = body.size_hint().exact().map_or(Ok(LARGEST), u32::try_from);
    let Some(size) = announced.ok().filter(|size| *size <= LARGEST) else { return Err(too_large()) };
    let permit = memory.acquire_many(size).await.expect("nobody closes it");
    let size = size as usize;
    // Pieces are copied: each holds on to the whole buffer that it was read into.
    let mut whole = Vec::with_capacity(size);
    while let Some(frame) = body.frame().await {
        let broken = |error| (StatusCode::BAD_REQUEST, format!("The request's body cannot be read: {error}\n"));
        // What is no data is a trailer.
        let Ok(data) = frame.map_err(broken)?.into_data() else { continue };
        if data.len() > size - whole.len() {
            return Err(too_large());
        }
        whole.extend_from_slice(&data);
    }
    Ok((whole, permit))
}

fn too_large() -> Refusal {
    (StatusCode::PAYLOAD_TOO_LARGE, format!("The request's body is larger than {LARGEST} bytes.\n"))
}
