package scope

import (
	"net/netip"
	"regexp"
	"slices"
	"strings"
	"sync"
)

// HostKind says where a URL or a host leads.
type HostKind uint8

const (
	HostUnknown HostKind = iota // relative, not fixed in the text, or local: may be anyone's
	HostMedipim                 // the Medipim API
	HostOther                   // another host, one of Medipim's that is not the API included
)

func (k HostKind) String() string {
	switch k {
	case HostMedipim:
		return "medipim"
	case HostOther:
		return "other"
	}
	return "unknown"
}

const (
	// hole is a part of a string that is filled in later: %s, %[1]s, {env}, {{.Env}}, ${ENV}, <env>.
	hole = `(?:%(?:\[\d+\])?[a-z]|\$?\{+[^{}/\s]*\}+|<[^<>/\s]*>)`

	// api is a host of the Medipim API: api.medipim.be, api.sandbox.au.medipim.com, api.%s.medipim.fr.
	// The vendor's hosts: https://docs.dev.medipim.be; a hole may stand for any part between.
	api = `api\.(?:(?:[a-z0-9-]|` + hole + `)+\.)*` + hole + `?medipim\.(?:be|fr|com|nl|` + hole + `)`
)

var (
	wholeAPI    = lazy(`(?i)^` + api + `$`)
	containsAPI = lazy(`(?i)(?:^|[^a-z0-9._-]|` + hole + `)` + api + `\.?(?:$|[^a-z0-9._-])`)
	trailHole   = lazy(`(?i)` + hole + `+$`)
	plainHost   = lazy(`^[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$`)
	portOrHole  = lazy(`(?i):(?:\d*|` + hole + `)$`)
)

// lazy compiles a regular expression when it is first asked for: go vet starts a process for each package, and few
// of them come across a host.
func lazy(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}

// vendorDomains are where the vendor's hosts live.
var vendorDomains = []string{"medipim.be", "medipim.fr", "medipim.com", "medipim.nl"}

// topLevel are the endings by which a name without a scheme is taken for a host, and not for a path
// or a file. Those that are file endings too (sh, py, md, …) are left out.
var topLevel = strings.Fields(`
	com org net edu gov mil int info biz name eu be fr nl de lu uk ie at ch it es pt pl cz dk se fi
	no us ca mx br au nz jp cn in kr za io co ai dev app cloud tech shop store online health care
	pharmacy example test invalid internal local localhost`)

// NamesHost reports whether text has a host of the Medipim API somewhere in it.
func NamesHost(text string) bool {
	return Mentions(text) && containsAPI().MatchString(text)
}

// Host tells where text, a URL or a bare host, leads. A verb or a placeholder (%s, {env}) stands for
// a part that is not known; so a caller that joins pieces writes %s for what it does not know.
func Host(text string) HostKind {
	authority, isURL := splitAuthority(strings.TrimSpace(text))
	host := hostOf(authority)
	if host == "" {
		return HostUnknown
	}
	if bare := withoutHole(host); bare != host && hasTopLevel(bare) {
		host = bare // "https://api.example.com%s": what follows a whole host is a port or a path
	}
	switch {
	case Mentions(host):
		if wholeAPI().MatchString(host) {
			return HostMedipim
		}
		if isVendors(host) && plainHost().MatchString(host) {
			return HostOther // the platform, the documentation
		}
		return HostUnknown // a proxy to Medipim, perhaps
	case isLocal(host):
		return HostUnknown // a default for trying things out, replaced where it matters
	case !plainHost().MatchString(host):
		if isFixedAddress(host) && isURL || endsInDomain(host) {
			return HostOther
		}
		return HostUnknown
	case isURL || hasTopLevel(host):
		return HostOther
	}
	return HostUnknown
}

// withoutHole returns a host without the parts at its end that are filled in later.
func withoutHole(host string) string {
	if !strings.ContainsAny(host, "%{<") || !strings.Contains(host, ".") {
		return host // in one label there is no whole host
	}
	return trailHole().ReplaceAllString(host, "")
}

// splitAuthority returns the part of a URL between its scheme and its path, or of a text without a
// scheme what stands before its first slash.
func splitAuthority(text string) (authority string, isURL bool) {
	if rest, found := strings.CutPrefix(text, "//"); found {
		text, isURL = rest, true
	} else if scheme, rest, found := strings.Cut(text, "://"); found {
		if scheme == "" || strings.ContainsAny(scheme, "/?#@ ") {
			return "", false // a URL inside a path or a query
		}
		text, isURL = rest, true
	}
	if i := strings.IndexAny(text, "/?#\\ \t\r\n"); i >= 0 {
		text = text[:i]
	}
	if i := strings.LastIndexByte(text, '@'); i >= 0 {
		if !isURL {
			return "", false // an address of mail, rather
		}
		text = text[i+1:]
	}
	return text, isURL
}

// hostOf returns the host of an authority without its port, lowered.
func hostOf(authority string) string {
	if strings.Contains(authority, ":") {
		authority = portOrHole().ReplaceAllString(authority, "")
	}
	return strings.ToLower(strings.TrimSuffix(authority, "."))
}

// isVendors reports whether host is in one of the vendor's domains.
func isVendors(host string) bool {
	return slices.ContainsFunc(vendorDomains, func(domain string) bool {
		return host == domain || strings.HasSuffix(host, "."+domain)
	})
}

func isLocal(host string) bool {
	if host == "localhost" || strings.HasSuffix(host, ".localhost") || host == "host.docker.internal" {
		return true
	}
	if !strings.ContainsAny(host, ".:") {
		return false
	}
	addr, err := netip.ParseAddr(strings.Trim(host, "[]"))
	return err == nil && (addr.IsLoopback() || addr.IsUnspecified())
}

// isFixedAddress reports whether host is an IPv6 address; one of IPv4 looks like a plain host.
func isFixedAddress(host string) bool {
	if !strings.HasPrefix(host, "[") || !strings.HasSuffix(host, "]") {
		return false
	}
	_, err := netip.ParseAddr(host[1 : len(host)-1])
	return err == nil
}

// endsInDomain reports whether what follows the last hole of host is a whole domain that someone
// owns, such as example.com in %s.example.com.
func endsInDomain(host string) bool {
	if !hasTopLevel(host) {
		return false
	}
	labels := strings.Split(host, ".")
	fixed := 0
	for _, label := range slices.Backward(labels) {
		if !plainHost().MatchString(label) {
			break
		}
		fixed++
	}
	if fixed < 2 {
		return false
	}
	// co.uk and com.au are nobody's own.
	second := labels[len(labels)-2]
	return fixed > 2 || len(second) > 3 || len(labels[len(labels)-1]) > 2
}

// hasTopLevel reports whether host has several labels, the last of them a known one.
func hasTopLevel(host string) bool {
	i := strings.LastIndexByte(host, '.')
	return i > 0 && slices.Contains(topLevel, host[i+1:])
}
