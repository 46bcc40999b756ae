mod vendor {
    vcare_api::endpoints! {}
}

fn main() {}
