mod vendor {
    vcare_api::endpoints! { spec }
}

fn main() {}
