// Command pimctl is the product managers' tool.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"slices"

	"example.com/bollenveld/pimctl/internal/cli"
	"example.com/bollenveld/pimctl/internal/pim"
)

var version = "dev"

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	err := cli.Root(version).ExecuteContext(ctx)
	if err != nil {
		var f *pim.Fault
		if errors.As(err, &f) && slices.Contains(os.Args, "json") {
			_ = json.NewEncoder(os.Stderr).Encode(f)
		} else {
			fmt.Fprintln(os.Stderr, "pimctl:", err)
		}
		if text := pim.Advice(err); text != "" {
			fmt.Fprintln(os.Stderr, text)
		}
		if f != nil && f.Code != "" && f.Message == "" {
			fmt.Fprintln(os.Stderr, f.Code)
		}
	}
	stop()
	os.Exit(cli.ExitCode(err))
}
