//! The address of an endpoint, as a page gives it: `https://www.vcareapi.com/vcareOssApi/GetPlanService/`.

/// What all of the vendor's addresses begin with.
const KNOWN: &str = "https://www.vcareapi.com/vcareOssApi/";

/// Whether the text can be an address at all.
pub(crate) fn is_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        rest.starts_with(|c: char| c.is_ascii_alphanumeric()) && !rest.contains(char::is_whitespace)
    })
}

/// Its last part: the endpoint's name, as the server knows it.
pub(crate) fn last_part(url: &str) -> Option<&str> {
    let (_, last) = split(url)?;
    (!last.is_empty()).then_some(last)
}

/// What stands in front of the last part, and the last part.
fn split(url: &str) -> Option<(&str, &str)> {
    if !is_address(url) {
        return None;
    }
    let path = url.split(['?', '#']).next()?.trim_end_matches('/');
    let host = url.find("://")? + 3;
    let last = path.get(host..)?.rfind('/').map_or(path.len(), |slash| host + slash + 1);
    Some((&path[..last], &path[last..]))
}

/// How an address should begin that begins otherwise than `stated` says.
pub(crate) fn other_than<'a>(url: &str, stated: &'a str) -> Option<&'a str> {
    let (begin, _) = split(url)?;
    (begin != stated).then_some(stated)
}

/// How an address should begin that is a slip away from the vendor's. A vendor can have other hosts too, for tests or for
/// another brand: what differs in more than a slip is meant.
pub(crate) fn misspelt(url: &str) -> Option<&'static str> {
    let (begin, _) = split(url)?;
    if begin == KNOWN {
        return None;
    }
    let (_, rest) = begin.split_once("://")?;
    let (host, folder) = rest.split_once('/')?;
    let (known_host, known_folder) = KNOWN.split_once("://")?.1.split_once('/')?;
    let is_slip = if host == known_host {
        let bare = |text: &str| text.trim_matches('/').to_ascii_lowercase();
        let (found, known) = (bare(folder), bare(known_folder));
        found == known || (found.len() <= known.len() && strsim::damerau_levenshtein(&found, &known) <= 2)
    } else {
        is_slip_of_host(&host.to_ascii_lowercase(), known_host)
    };
    is_slip.then_some(KNOWN)
}

/// `ww.vcareapi.com` and `www.vcareap.com` are slips; `test.vcareapi.com` and `www.example.com` are other hosts.
fn is_slip_of_host(host: &str, known: &str) -> bool {
    let (Some((machine, domain)), Some((_, known_domain))) = (host.split_once('.'), known.split_once('.')) else {
        return false;
    };
    let has_www = !machine.is_empty() && machine.len() < 5 && machine.bytes().all(|byte| byte == b'w');
    has_www && strsim::damerau_levenshtein(domain, known_domain) <= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_part_is_the_endpoints() {
        assert_eq!(last_part("https://www.vcareapi.com/vcareOssApi/SendNotice/"), Some("SendNotice"));
        assert_eq!(last_part("http://host/SendNotice?wsdl"), Some("SendNotice"));
        assert_eq!(last_part("https://www.vcareapi.com/"), None);
        assert_eq!(last_part("https://www.vcareapi.com"), None);
        assert_eq!(last_part("SendNotice"), None);
        assert_eq!(last_part("https://é/ü/"), None);
    }

    #[test]
    fn a_slip_is_told_from_another_host() {
        for slip in [
            "http://www.vcareapi.com/vcareOssApi/A/",
            "https://ww.vcareapi.com/vcareOssApi/A/",
            "https://www.vcareap.com/vcareOssApi/A/",
            "https://www.vcareapi.con/vcareOssApi/A/",
            "https://www.VcareApi.com/vcareOssApi/A/",
            "https://www.vcareapi.com/vcareOSSApi/A/",
            "https://www.vcareapi.com/vcareOssApi//A/",
            "https://www.vcareapi.com/vcareOsApi/A/",
        ] {
            assert_eq!(misspelt(slip), Some(KNOWN), "{slip}");
        }
        for meant in [
            "https://www.vcareapi.com/vcareOssApi/A/",
            "https://www.vcareapi.com/vcareOssApi2/A/",
            "https://www.vcareapi.com/A/",
            "https://test.vcareapi.com/vcareOssApi/A/",
            "https://uat.vcareapi.com/vcareOssApi/A/",
            "https://www.example.com/vcareOssApi/A/",
            "http://localhost:8080/A/",
        ] {
            assert_eq!(misspelt(meant), None, "{meant}");
        }
    }

    #[test]
    fn what_is_stated_is_asked_for() {
        let stated = "https://api.example.com/v2/";
        assert_eq!(other_than("https://api.example.com/v2/A/", stated), None);
        assert_eq!(other_than("https://www.example.com/v2/A/", stated), Some(stated));
        assert_eq!(other_than("https://api.example.com/A/", stated), Some(stated));
    }
}
