package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strings"

	"example.com/boekhandel/vervoer"
	"github.com/spf13/cobra"
)

type envelope struct {
	Error *struct {
		Code       string          `json:"code"`
		Message    string          `json:"message"`
		Violations json.RawMessage `json:"violations"`
	} `json:"error"`
}

func (s *session) post(ctx context.Context, hc *http.Client, path string, in any) (*http.Response, error) {
	b, err := json.Marshal(in)
	if err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, vervoer.MedipimBase+path, bytes.NewReader(b))
	if err != nil {
		return nil, err
	}
	req.SetBasicAuth(s.key, s.secret)
	return hc.Do(req)
}

func (s *session) get(ctx context.Context, hc *http.Client, path string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, vervoer.MedipimBase+path, nil)
	if err != nil {
		return nil, err
	}
	req.SetBasicAuth(s.key, s.secret)
	return hc.Do(req)
}

func queryCmd(s *session) *cobra.Command {
	return &cobra.Command{
		Use: "query",
		RunE: func(cmd *cobra.Command, args []string) error {
			resp, err := s.post(cmd.Context(), s.client(vervoer.Gateway(http.DefaultTransport)), "/v4/products/query", map[string]any{"filter": args})
			if err != nil {
				return err
			}
			defer resp.Body.Close()
			if resp.StatusCode != http.StatusOK {
				return report(resp)
			}
			_, err = io.Copy(cmd.OutOrStdout(), resp.Body)
			return err
		},
	}
}

// report keeps the body: the person at the shell reads it.
func report(resp *http.Response) error {
	b, _ := io.ReadAll(resp.Body)
	var e envelope
	if json.Unmarshal(b, &e) != nil || e.Error == nil {
		return fmt.Errorf("%s: %s", resp.Status, b)
	}
	switch resp.StatusCode {
	case http.StatusUnprocessableEntity:
		return fmt.Errorf("invalid: %s\n%s", e.Error.Message, b)
	case http.StatusForbidden:
		return fmt.Errorf("no permission: %s", e.Error.Message)
	}
	return fmt.Errorf("%s: %s", resp.Status, e.Error.Code)
}

func findCmd(s *session) *cobra.Command {
	var quick bool
	cmd := &cobra.Command{
		Use:  "find CNK",
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			hc := carefulReads()
			if quick {
				hc = s.client(vervoer.Flaky(http.DefaultTransport))
			}
			resp, err := s.get(cmd.Context(), hc, "/v4/products/find?cnk="+args[0])
			if err != nil {
				return err
			}
			defer resp.Body.Close()
			if resp.StatusCode == http.StatusNotFound {
				cmd.Println("no such product")
				return nil
			}
			if resp.StatusCode >= 300 {
				return report(resp)
			}
			var p struct {
				ID   int               `json:"id"`
				Name map[string]string `json:"name"`
			}
			if err := json.NewDecoder(resp.Body).Decode(&p); err != nil {
				return err
			}
			cmd.Println(p.ID, p.Name["nl"])
			return nil
		},
	}
	cmd.Flags().BoolVar(&quick, "quick", false, "do not wait for a busy server")
	return cmd
}

func brandsCmd(s *session) *cobra.Command {
	return &cobra.Command{
		Use: "brands",
		RunE: func(cmd *cobra.Command, args []string) error {
			resp, err := s.post(cmd.Context(), s.client(vervoer.Homemade(nil)), "/v4/brands/query", struct{}{})
			if err != nil {
				return err
			}
			defer resp.Body.Close()
			if resp.StatusCode == http.StatusUnauthorized {
				return fmt.Errorf("log in first: %w", report(resp))
			}
			var page struct {
				Results []struct {
					Name string `json:"name"`
				} `json:"results"`
			}
			if err := json.NewDecoder(resp.Body).Decode(&page); err != nil { // want medipimunchecked/partial
				return err
			}
			for _, b := range page.Results {
				cmd.Println(b.Name)
			}
			return nil
		},
	}
}

var inactive = regexp.MustCompile(`(?i)not\s+active`)

func checkCmd(s *session) *cobra.Command {
	return &cobra.Command{
		Use: "check FILE",
		RunE: func(cmd *cobra.Command, args []string) error {
			resp, err := s.post(cmd.Context(), careful(), "/v4/products/query", args)
			if err != nil {
				return err
			}
			defer resp.Body.Close()
			if resp.StatusCode < 400 {
				return nil
			}
			var e struct {
				Error *struct {
					Code    string `json:"code"`
					Message string `json:"message"`
				} `json:"error"`
			}
			if err := json.NewDecoder(resp.Body).Decode(&e); err != nil {
				return err
			}
			if e.Error == nil {
				return fmt.Errorf("%s, without an explanation", resp.Status)
			}
			if inactive.MatchString(e.Error.Message) { // want medipimmessage/text
				return fmt.Errorf("the key of %s was switched off", s.key)
			}
			if e.Error.Message == "" {
				return fmt.Errorf("%s (%s)", resp.Status, e.Error.Code)
			}
			if resp.StatusCode == http.StatusUnprocessableEntity { // want medipimviolations/dropped
				cmd.PrintErrln("the file is not valid: " + e.Error.Message)
				return errInvalid
			}
			return fmt.Errorf("%s: %s", resp.Status, e.Error.Message)
		},
	}
}

var errInvalid = fmt.Errorf("invalid file")

func keyCmd(s *session) *cobra.Command {
	return &cobra.Command{
		Use: "key",
		RunE: func(cmd *cobra.Command, args []string) error {
			hc := s.client(vervoer.Stubborn(http.DefaultTransport))
			if len(args) > 0 {
				hc = s.client(vervoer.Range(http.DefaultTransport))
			}
			resp, err := s.get(cmd.Context(), hc, "/v4/products/find?id=1")
			if err != nil {
				return err
			}
			defer resp.Body.Close()
			if resp.StatusCode != http.StatusUnauthorized {
				cmd.Println("the key works")
				return nil
			}
			var e envelope
			if err := json.NewDecoder(resp.Body).Decode(&e); err != nil || e.Error == nil {
				return fmt.Errorf("%s", resp.Status)
			}
			switch code, rest, _ := strings.Cut(e.Error.Code, "."); {
			case code == "authentication" && rest == "invalid_api_secret":
				return fmt.Errorf("the secret is wrong")
			case e.Error.Code == "server_error": // want medipimpair/impossible
				return fmt.Errorf("try again later")
			}
			return fmt.Errorf("unauthorized: %s", e.Error.Code)
		},
	}
}
