//! Whether the runtime has what sockets and time limits need.

use std::net::{Ipv4Addr, UdpSocket};
use std::panic::catch_unwind;

use crate::client::runtime::{NO_TIMERS, has_timers};
use crate::transport::TransportError;

/// Fails if the current runtime was built without IO or timers. tokio tells only by a panic, which would otherwise be inside
/// of reqwest.
pub(super) fn check_drivers() -> Result<(), TransportError> {
    if !has_timers() {
        return Err(TransportError::not_sent(NO_TIMERS).permanent());
    }
    let Ok(socket) = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)) else {
        // Without a socket nothing can be tried; connecting will tell why.
        return Ok(());
    };
    match catch_unwind(|| socket.set_nonblocking(true).and_then(|()| tokio::net::UdpSocket::from_std(socket))) {
        Ok(_) => Ok(()),
        Err(_) => Err(TransportError::not_sent("the tokio runtime has no IO: build it with `enable_all`").permanent()),
    }
}
