//! How to find out whether a write was carried out.

use serde::{Deserialize, Serialize};

/// Which endpoint to ask after a write whose answer was lost, and what it answers if all is as the write wanted it.
///
/// It tells the state, not who brought it about: another call may have done it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Confirm<T = &'static str> {
    /// The endpoint to ask, which only reads.
    pub endpoint: T,
    /// What it is asked about.
    pub lookups: Vec<Lookup<T>>,
    /// The path of the element that shows the state: `CustomerDetails/AccountStatus`.
    pub element: T,
    /// The address of the write's field that says which state is wanted.
    pub field: T,
    /// What the element holds for each of its values.
    pub wanted: Vec<Wanted<T>>,
}

/// A field of the endpoint to ask, and where its value comes from.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Lookup<T = &'static str> {
    /// The address of its field.
    pub to: T,
    /// The address of the write's field. Where that has no value, this one is left out.
    pub from: T,
}

/// What the element holds when the write's field had this value.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Wanted<T = &'static str> {
    /// The value that was sent.
    pub sent: T,
    /// What the element then holds.
    pub shown: T,
}
