//! The sandbox against clients that are slow, broken or led by a web page, over raw sockets.

mod connections;
mod cut_reply;
mod hosts;
mod origins;
mod raw;
mod sizes;
mod slow;
