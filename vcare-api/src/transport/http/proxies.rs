//! Which proxy is used.
//!
//! reqwest reads the environment too, but takes what it cannot read for no proxy at all, and so would send past the proxy
//! what was meant for it.

use std::env::VarError;
use std::fmt;

use reqwest::NoProxy;
use url::{Host, Url};

/// Which proxies there are.
pub(super) enum Proxies {
    None,
    /// This one for everything.
    Chosen(Url),
    /// This one for https, but for the servers that `NO_PROXY` names.
    Environment {
        url: Url,
        except: Option<NoProxy>,
    },
    /// The environment names one that cannot be used.
    Unreadable(UnreadableVariable),
    /// What the system's settings say; the environment says nothing.
    System,
}

/// A variable that cannot be read. Its value is not shown: it can hold a password.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct UnreadableVariable {
    variable: &'static str,
    problem: AddressProblem,
}

/// What is wrong with the address of a proxy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AddressProblem {
    NotUtf8,
    OddCharacters,
    NotHttp,
    NoAddress,
}

impl fmt::Display for UnreadableVariable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let problem = match self.problem {
            AddressProblem::NotUtf8 => "is not UTF-8",
            AddressProblem::OddCharacters => "has quotes, backslashes, blanks or control characters in it",
            AddressProblem::NotHttp => "names a proxy that is not one of http or https",
            AddressProblem::NoAddress => "is not the address of a proxy",
        };
        write!(f, "the variable {} {problem}: ", self.variable)?;
        f.write_str("give it an address like http://proxy.example:3128, or unset it")
    }
}

impl Proxies {
    /// What the environment says.
    pub(super) fn from_environment() -> Self {
        Self::from_variables(|name| std::env::var(name))
    }

    fn from_variables(variable: impl Fn(&str) -> Result<String, VarError>) -> Self {
        let value = |names: &[&'static str]| {
            // An empty variable is as good as none.
            let set = |name: &&'static str| match variable(name) {
                Ok(value) if value.is_empty() => None,
                Ok(value) => Some((*name, Ok(value))),
                Err(VarError::NotPresent) => None,
                Err(VarError::NotUnicode(_)) => Some((*name, Err(AddressProblem::NotUtf8))),
            };
            names.iter().find_map(set)
        };
        // Not all that `*` means is known to reqwest: a server that is an IP address is left out.
        let exceptions = value(&["NO_PROXY", "no_proxy"]);
        if let Some((_, Ok(list))) = &exceptions
            && list.split(',').any(|entry| entry.trim() == "*")
        {
            return Self::None;
        }
        let Some((name, proxy)) = value(&["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"]) else {
            return Self::System;
        };
        let unreadable = |variable, problem| Self::Unreadable(UnreadableVariable { variable, problem });
        let url = match proxy.and_then(|value| address(&value)) {
            Ok(url) => url,
            Err(problem) => return unreadable(name, problem),
        };
        match exceptions {
            Some((name, Err(problem))) => unreadable(name, problem),
            Some((_, Ok(list))) => Self::Environment { url, except: NoProxy::from_string(&list) },
            None => Self::Environment { url, except: None },
        }
    }
}

/// How long the address of a proxy can be, in bytes. reqwest drops one that is very long, and would use no proxy.
const LONGEST_ADDRESS: usize = 4096;

/// Reads the address of a proxy. No scheme means http.
pub(super) fn address(text: &str) -> Result<Url, AddressProblem> {
    if text.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '"' | '`' | '\\'))
        || text.starts_with('\'')
        || text.ends_with('\'')
    {
        return Err(AddressProblem::OddCharacters);
    }
    let is_http = |scheme: &str| scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    let url = match text.split_once("://") {
        Some((scheme, _)) if is_http(scheme) => Url::parse(text),
        Some(_) => return Err(AddressProblem::NotHttp),
        None => Url::parse(&format!("http://{text}")),
    };
    let url = url.map_err(|_| AddressProblem::NoAddress)?;
    // What follows the host is a password with a `/`, `?` or `#` in it that is not escaped, and the host a part of it.
    let ends = matches!(url.path(), "" | "/") && url.query().is_none() && url.fragment().is_none();
    let is_name = |name: &str| name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._".contains(&byte));
    match url.host() {
        _ if !ends || url.as_str().len() > LONGEST_ADDRESS => Err(AddressProblem::NoAddress),
        Some(Host::Domain(name)) if is_name(name) => Ok(url),
        Some(Host::Ipv4(_) | Host::Ipv6(_)) => Ok(url),
        _ => Err(AddressProblem::NoAddress),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the environment comes to, in words.
    fn read(variables: &[(&str, &str)]) -> String {
        let proxies = Proxies::from_variables(|name| match variables.iter().find(|(set, _)| *set == name) {
            Some((_, "not UTF-8")) => Err(VarError::NotUnicode("x".into())),
            Some((_, value)) => Ok((*value).to_owned()),
            None => Err(VarError::NotPresent),
        });
        match proxies {
            Proxies::None => "none".to_owned(),
            Proxies::Chosen(url) => format!("chosen {url}"),
            Proxies::Environment { url, except: None } => url.to_string(),
            Proxies::Environment { url, except: Some(_) } => format!("{url} with exceptions"),
            Proxies::Unreadable(setting) => setting.to_string(),
            Proxies::System => "system".to_owned(),
        }
    }

    #[test]
    fn the_first_variable_that_is_set_counts() {
        assert_eq!(read(&[]), "system");
        assert_eq!(read(&[("HTTP_PROXY", "http://a:1"), ("NO_PROXY", "x")]), "system");
        assert_eq!(read(&[("HTTPS_PROXY", "http://a:1"), ("no_proxy", "x, *")]), "none");
        assert_eq!(read(&[("HTTPS_PROXY", ""), ("all_proxy", "")]), "system");
        let all = [("HTTPS_PROXY", "a:1"), ("https_proxy", "b:1"), ("ALL_PROXY", "c:1"), ("all_proxy", "d:1")];
        for (index, host) in ["a", "b", "c", "d"].into_iter().enumerate() {
            assert_eq!(read(&all[index..]), format!("http://{host}:1/"));
        }
        assert_eq!(read(&[("HTTPS_PROXY", ""), ("ALL_PROXY", "c:1")]), "http://c:1/");
        assert_eq!(read(&[("https_proxy", "b:1"), ("no_proxy", "x")]), "http://b:1/ with exceptions");
    }

    #[test]
    fn what_cannot_be_read_names_the_variable_and_not_its_value() {
        for (value, problem) in [
            ("not UTF-8", "is not UTF-8"),
            ("\"http://secret:1\"", "has quotes"),
            ("'http://secret:1'", "has quotes"),
            ("http://secret :1", "has quotes, backslashes, blanks"),
            (" ", "has quotes, backslashes, blanks"),
            ("http://secret:1\n", "has quotes, backslashes, blanks or control"),
            ("DOM\\secret:p@proxy", "has quotes, backslashes"),
            (&format!("http://user:{}@proxy:1", "secret".repeat(700)), "is not the address"),
            ("socks5://secret:1080", "names a proxy that is not one of http or https"),
            ("socks://secret", "names a proxy that is not one of http or https"),
            ("file:///secret", "names a proxy that is not one of http or https"),
            ("http://", "is not the address"),
            ("http://:80", "is not the address"),
            ("http://[::1", "is not the address"),
            ("[::1", "is not the address"),
            ("::1", "is not the address"),
            ("http://secret:port", "is not the address"),
            ("http://secret:99999", "is not the address"),
            ("http://us'er", "is not the address"),
            ("http://user:pa/secret@proxy:1", "is not the address"),
            ("http://user/secret@proxy:1", "is not the address"),
            ("http://user#secret@proxy:1", "is not the address"),
            ("http://user?secret@proxy:1", "is not the address"),
            ("http:proxy:1", "is not the address"),
        ] {
            for name in ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"] {
                let said = read(&[(name, value)]);
                assert!(said.starts_with(&format!("the variable {name} {problem}")), "{value:?}: {said}");
                assert!(!said.contains("secret"), "{value:?}: {said}");
            }
        }
        let said = read(&[("HTTPS_PROXY", "a:1"), ("NO_PROXY", "not UTF-8")]);
        assert!(said.starts_with("the variable NO_PROXY is not UTF-8"), "{said}");
    }

    #[test]
    fn addresses_of_proxies_can_be_read() {
        for (text, url) in [
            ("proxy", "http://proxy/"),
            ("proxy.example:3128", "http://proxy.example:3128/"),
            ("HTTPS://proxy.example:3128/", "https://proxy.example:3128/"),
            ("http://us'er:p%40ss@proxy_1:80", "http://us'er:p%40ss@proxy_1/"),
            ("[::1]:3128", "http://[::1]:3128/"),
            ("10.0.0.1:3128", "http://10.0.0.1:3128/"),
        ] {
            assert_eq!(address(text).map(String::from).as_deref(), Ok(url), "{text}");
        }
    }
}
