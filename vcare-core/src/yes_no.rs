//! The vendor's yes and no.

crate::__choice! {
    /// `Y` or `N`.
    YesNo {
        Yes = "Y",
        No = "N",
    }
}
