//! tmp
fn main() {
    let a: Vec<String> = std::env::args().skip(1).collect();
    let page = vcare_pages::read(&std::fs::read(&a[1]).unwrap()).unwrap();
    if a[0] == "page" { println!("{page:#?}"); }
    else { let s = vcare_spec::load(std::path::Path::new(""), &[]).unwrap(); print!("{}", vcare_pages::draft(&page, &s.shared)); }
}
