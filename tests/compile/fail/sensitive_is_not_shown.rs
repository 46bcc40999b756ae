use vcare_api::get_customer_info::CustomerDetails;

fn main() {
    let details = CustomerDetails::default();
    println!("{}", details.ssn_number.unwrap());
}
