// Package cli has the commands.
package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"time"

	"github.com/spf13/cobra"

	"example.com/bollenveld/pimctl/internal/pim"
	"example.com/bollenveld/pimctl/internal/table"
	"example.com/bollenveld/pimctl/internal/updater"
)

type options struct {
	country string
	output  string
	verbose bool
	client  *pim.Client
}

// Root returns the command line.
func Root(version string) *cobra.Command {
	o := &options{}
	root := &cobra.Command{
		Use:           "pimctl",
		SilenceUsage:  true,
		SilenceErrors: true,
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error {
			host, ok := pim.Hosts[o.country]
			if !ok {
				return fmt.Errorf("no such country: %q", o.country)
			}
			o.client = &pim.Client{Host: host, Key: os.Getenv("PIM_KEY"), Secret: os.Getenv("PIM_SECRET"), Tries: 6}
			if o.verbose {
				o.client.Verbose = cmd.ErrOrStderr()
			}
			telemetry(cmd.Context(), cmd.CommandPath(), version)
			return nil
		},
	}
	f := root.PersistentFlags()
	f.StringVarP(&o.country, "country", "c", "be", "be, fr, au or be-sandbox")
	f.StringVarP(&o.output, "output", "o", "table", "table or json")
	f.BoolVarP(&o.verbose, "verbose", "v", false, "print every request")
	root.AddCommand(o.find(), o.query(), o.export(), o.doctor(), o.raw(), o.watch(), o.brands(), o.check(), upgrade(version))
	return root
}

func (o *options) find() *cobra.Command {
	return &cobra.Command{
		Use:  "find FIELD VALUE",
		Args: cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			raw, err := o.client.Find(cmd.Context(), args[0], args[1])
			var f *pim.Fault
			if errors.As(err, &f) && f.Absent() {
				fmt.Fprintln(cmd.ErrOrStderr(), "nothing")
				return nil
			}
			if err != nil {
				return err
			}
			var pretty bytes.Buffer
			if err := json.Indent(&pretty, raw, "", "  "); err != nil {
				return err
			}
			_, err = pretty.WriteTo(cmd.OutOrStdout())
			return err
		},
	}
}

func (o *options) query() *cobra.Command {
	var size int
	cmd := &cobra.Command{
		Use:  "query KIND [FILTER]",
		Args: cobra.RangeArgs(1, 2),
		RunE: func(cmd *cobra.Command, args []string) error {
			q := pim.Query{Page: &pim.Paging{Size: size}}
			if len(args) > 1 {
				if err := json.Unmarshal([]byte(args[1]), &q.Filter); err != nil {
					return fmt.Errorf("FILTER: %w", err)
				}
			}
			rows, err := o.client.Run(cmd.Context(), args[0], q)
			if err != nil {
				return err
			}
			if o.output == "json" {
				return json.NewEncoder(cmd.OutOrStdout()).Encode(rows)
			}
			return table.Print(cmd.OutOrStdout(), rows)
		},
	}
	cmd.Flags().IntVarP(&size, "size", "n", 20, "rows")
	return cmd
}

func (o *options) export() *cobra.Command {
	return &cobra.Command{
		Use:  "export FILE",
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			out, err := os.Create(args[0])
			if err != nil {
				return err
			}
			n, err := o.client.Export(cmd.Context(), pim.Query{}, out)
			fmt.Fprintln(cmd.ErrOrStderr(), n, "bytes")
			return errors.Join(err, out.Close())
		},
	}
}

func (o *options) doctor() *cobra.Command {
	var wait bool
	cmd := &cobra.Command{
		Use: "doctor",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if wait {
				if err := o.client.Await(cmd.Context(), 10*time.Second); err != nil {
					return err
				}
			}
			text, err := o.client.Diagnose(cmd.Context())
			fmt.Fprintln(cmd.OutOrStdout(), text)
			return err
		},
	}
	cmd.Flags().BoolVar(&wait, "wait", false, "wait until the API answers")
	return cmd
}

func (o *options) raw() *cobra.Command {
	return &cobra.Command{
		Use:  "raw METHOD PATH",
		Args: cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			resp, err := o.client.Raw(cmd.Context(), args[0], args[1], cmd.InOrStdin())
			if err != nil {
				return err
			}
			defer resp.Body.Close()
			fmt.Fprintln(cmd.ErrOrStderr(), resp.Status)
			if resp.StatusCode >= 400 {
				_, _ = io.Copy(cmd.ErrOrStderr(), resp.Body)
				return errors.New("see above")
			}
			_, err = io.Copy(cmd.OutOrStdout(), resp.Body)
			return err
		},
	}
}

func (o *options) watch() *cobra.Command {
	return &cobra.Command{
		Use: "watch",
		RunE: func(cmd *cobra.Command, _ []string) error {
			for n := 0; ; {
				next, err := o.client.Changes(cmd.Context(), n)
				if err != nil {
					return err
				}
				fmt.Fprintln(cmd.OutOrStdout(), next)
				n = next
			}
		},
	}
}

func (o *options) brands() *cobra.Command {
	return &cobra.Command{
		Use:  "brand NAME",
		Args: cobra.ExactArgs(1),
		ValidArgsFunction: func(cmd *cobra.Command, _ []string, toComplete string) ([]string, cobra.ShellCompDirective) {
			return o.client.Names(cmd.Context(), toComplete), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			rows, err := o.client.Run(cmd.Context(), "brands", pim.Query{Filter: map[string]any{"name": args[0]}})
			if err != nil {
				return err
			}
			return table.Print(cmd.OutOrStdout(), rows, "id", "name")
		},
	}
}

func (o *options) check() *cobra.Command {
	return &cobra.Command{
		Use:  "check FILE",
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			b, err := os.ReadFile(args[0])
			if err != nil {
				return err
			}
			ok, err := o.client.Check(cmd.Context(), b, cmd.ErrOrStderr())
			if err == nil && !ok {
				err = fmt.Errorf("%s is not acceptable", args[0])
			}
			return err
		},
	}
}

func upgrade(version string) *cobra.Command {
	return &cobra.Command{
		Use: "upgrade",
		RunE: func(cmd *cobra.Command, _ []string) error {
			tag, err := updater.Latest(cmd.Context())
			if err != nil {
				return err
			}
			if tag == "" || tag == version {
				fmt.Fprintln(cmd.OutOrStdout(), "nothing newer than", version)
				return nil
			}
			fmt.Fprintln(cmd.OutOrStdout(), "newer:", tag)
			return nil
		},
	}
}

// telemetry tells the tools team which commands are used.
func telemetry(ctx context.Context, command, version string) {
	if os.Getenv("PIMCTL_NO_TELEMETRY") != "" {
		return
	}
	b, _ := json.Marshal(map[string]string{"command": command, "version": version})
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, "https://telemetry.bollenveld.example/v1/events", bytes.NewReader(b))
	if err != nil {
		return
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return
	}
	defer resp.Body.Close()
	var answer struct {
		Disable bool `json:"disable"`
	}
	if json.NewDecoder(resp.Body).Decode(&answer) == nil && answer.Disable {
		_ = os.Setenv("PIMCTL_NO_TELEMETRY", "1")
	}
}

// exits maps the status of an answer to the exit code of pimctl.
var exits = map[int]int{401: 77, 403: 77, 404: 66, 422: 65, 503: 75}

// ExitCode says how pimctl ends.
func ExitCode(err error) int {
	var f *pim.Fault
	switch {
	case err == nil:
		return 0
	case errors.Is(err, context.Canceled):
		return 130
	case !errors.As(err, &f):
		return 1
	}
	if code, ok := exits[f.Status]; ok { // want medipimstatus/order
		return code
	}
	return 1
}
