// Command apotheek looks things up from a shell.
package main

import (
	"fmt"
	"net/http"
	"os"
	"time"

	"github.com/PuerkitoBio/rehttp"
	"github.com/spf13/cobra"
)

type session struct {
	key, secret string
	timeout     time.Duration
}

func (s *session) client(rt http.RoundTripper) *http.Client {
	return &http.Client{Timeout: s.timeout, Transport: rt}
}

func careful() *http.Client {
	tr := rehttp.NewTransport( // want medipimretry/library
		http.DefaultTransport,
		rehttp.RetryAll(rehttp.RetryMaxRetries(3), rehttp.RetryStatuses(429, 502, 503)),
		rehttp.ExpJitterDelay(time.Second, 30*time.Second),
	)
	tr.PreventRetryWithBody = true
	return &http.Client{Transport: tr}
}

// carefulReads is the same thing for lookups, which have no body.
func carefulReads() *http.Client {
	tr := rehttp.NewTransport(
		http.DefaultTransport,
		rehttp.RetryAll(rehttp.RetryMaxRetries(3), rehttp.RetryStatuses(429, 502, 503)),
		rehttp.ExpJitterDelay(time.Second, 30*time.Second),
	)
	tr.PreventRetryWithBody = true
	return &http.Client{Transport: tr}
}

func main() {
	s := &session{key: os.Getenv("MEDIPIM_KEY"), secret: os.Getenv("MEDIPIM_SECRET")}
	root := &cobra.Command{Use: "apotheek", SilenceUsage: true}
	root.PersistentFlags().DurationVar(&s.timeout, "timeout", 20*time.Second, "limit for one request")
	root.AddCommand(queryCmd(s), findCmd(s), brandsCmd(s), checkCmd(s), keyCmd(s))
	if err := root.Execute(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
