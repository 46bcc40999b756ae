//! The sandbox against clients that are slow or broken, over raw sockets.

mod connections;
mod cut_reply;
mod raw;
mod sizes;
mod slow;
