package scope

import (
	"strings"
	"testing"
)

func TestHost(t *testing.T) {
	for want, texts := range map[HostKind][]string{
		HostMedipim: {
			"https://api.medipim.be/v4", "https://api.medipim.be", "api.medipim.fr",
			"api.sandbox.medipim.be", "https://api.sandbox.au.medipim.com/v4/products/query",
			"http://api.medipim.nl:8443", "HTTPS://API.MEDIPIM.BE/V4", "https://key:secret@api.medipim.be/",
			"//api.medipim.be/v4", "api.medipim.be:443/v4", "https://api.medipim.be./v4",
			"https://api.%s.medipim.com/v4", "https://api.%smedipim.be", "https://api.medipim.%s/v4",
			"https://api.{region}.medipim.com", "https://api.${ENV}.medipim.be", "%s://api.medipim.be/",
			"https://api.medipim.be%s", "https://api.medipim.be:%d/v4", "  https://api.medipim.be\n",
			"https://api.medipim.be?page=1", "https://api.medipim.be\\v4",
			"https://api.{{.Env}}.medipim.be",
		},
		HostOther: {
			"https://platform.medipim.be/docs", "platform.sandbox.medipim.be", "https://www.medipim.com",
			"https://medipim.be", "https://docs.dev.medipim.be/error-handling",
			"https://api.github.com/repos", "api.github.com", "erp.example.com:8080/orders",
			"https://api.example.com%s", "https://%s.example.com/", "https://eu-%s.shop.co.uk/",
			"http://erp:8080/orders", "http://10.0.0.7/", "https://[2001:db8::1]:443/",
			"https://user@host.example/", "%s://api.example.com", "https://api.stripe.com/?u=api.medipim.be",
			"https://proxy.example.com/https://api.medipim.be/", "https://api.notthem.be",
		},
		HostUnknown: {
			"", "/v4/products", "v4/products/query", "%s/v4", "%s", "https://%s/v4", "https://%s",
			"https://%s.com/", "https://api.%s/v4", "https://api.%s.co.uk", "https://", "https:///v4",
			"http://localhost:8080", "http://127.0.0.1:9/", "http://[::1]:80", "http://0.0.0.0",
			"localhost:8080", "http://app.localhost", "products.json", "/r?u=https://api.medipim.be",
			"https://%s.medipim.be/", "https://medipim-proxy.example.com", "https://medipim.internal",
			"https://myapi.medipim.be.%s", "info@medipim.be", "me@example.com", "1.2.3.4",
			"{{base}}/v4", "https://{host}/v4", "?page=2", "#top", "://", "a b.com", ":8080",
		},
	} {
		for _, text := range texts {
			if got := Host(text); got != want {
				t.Errorf("Host(%q) = %v, want %v", text, got, want)
			}
		}
	}
}

func TestNamesHost(t *testing.T) {
	for text, want := range map[string]bool{
		"https://api.medipim.be/v4":                      true,
		"api.sandbox.medipim.fr":                         true,
		"api.au.medipim.com":                             true,
		"see https://api.medipim.nl.":                    true,
		"MEDIPIM_URL (default https://API.Medipim.be)":   true,
		"https://api.%s.medipim.be":                      true,
		"https://proxy.example.com/?to=api.medipim.be":   true,
		"https://platform.medipim.be":                    false,
		"https://platform.medipim.be/docs/api.html":      false,
		"https://medipim.be/api":                         false,
		"https://myapi.medipim.be":                       false,
		"https://platform.api.medipim.be":                false,
		"https://api.medipim.be.evil.com":                false,
		"https://api.medipim.beer":                       false,
		"https://api.medipim.org":                        false,
		"https://api.notmedipim.be":                      false,
		"medipim":                                        false,
		"":                                               false,
		"https://api.example.com":                        false,
		"write to api at medipim.be or call api.medipim": false,
	} {
		if got := NamesHost(text); got != want {
			t.Errorf("NamesHost(%q) = %v, want %v", text, got, want)
		}
	}
}

func FuzzHost(f *testing.F) {
	for _, text := range []string{
		"https://api.medipim.be/v4", "api.%s.medipim.be", "//[::1]:80", "%[1]s://{a}.b.c", "a@b.com", "\xff://\x00",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		kind := Host(text)
		if kind == HostMedipim && !NamesHost(strings.TrimSpace(text)) {
			t.Errorf("Host(%q) is Medipim's, and NamesHost does not find it", text)
		}
		if kind == HostOther && wholeAPI().MatchString(text) {
			t.Errorf("Host(%q) = other", text)
		}
	})
}
