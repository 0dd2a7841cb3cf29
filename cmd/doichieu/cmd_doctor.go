package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"doichieu/ingest"
)

// doctorSchema names the JSON form of what doctor found.
const doctorSchema = "doichieu.doctor/1"

type doctorOptions struct{ json bool }

func newDoctorCommand(a *app) *cobra.Command {
	var opts doctorOptions
	cmd := command(&cobra.Command{
		Use:   "doctor",
		Short: "Tell which programs for reading files are installed",
		Long: `Tell which programs of others are installed that reading some files needs, what
cannot be read without those that are missing, and how to install them. Without
any of them the program works: the files that need them are refused.`,
		Example: "  doichieu doctor\n  doichieu doctor --json",
		Args:    cobra.NoArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return runDoctor(cmd.Context(), a, opts) },
	})
	cmd.Flags().BoolVar(&opts.json, "json", false, "print JSON, schema "+doctorSchema)
	return cmd
}

// doctorResult is what doctor found.
type doctorResult struct {
	Schema  string        `json:"schema"`
	Tools   []ingest.Tool `json:"tools"`
	Install string        `json:"install"` // command that brings what is missing, "" where all is there
}

func runDoctor(ctx context.Context, a *app, opts doctorOptions) error {
	result := doctorResult{Schema: doctorSchema, Tools: ingest.Tools(ctx)}
	if err := ctx.Err(); err != nil {
		return err
	}
	var packages []string
	for _, t := range result.Tools {
		if t.Missing != "" {
			packages = append(packages, t.Packages...)
		}
	}
	if len(packages) > 0 {
		result.Install = "apt-get install " + strings.Join(packages, " ")
	}
	return a.writeResult("", func(w io.Writer) error {
		if opts.json {
			return writeJSON(w, result)
		}
		return writeDoctor(w, result)
	})
}

func writeDoctor(w io.Writer, result doctorResult) error {
	for _, t := range result.Tools {
		state, what := "ok", oneLine(t.Version+" ("+t.Path+")")
		if t.Missing != "" {
			state, what = "missing", oneLine(t.Missing)
		}
		if _, err := fmt.Fprintf(w, "%-8s %-12s %s\n", state, t.Name, what); err != nil {
			return err
		}
		if t.Missing == "" {
			continue
		}
		if _, err := fmt.Fprintf(w, "%21s cannot be read: %s\n", "", t.Costs); err != nil {
			return err
		}
	}
	if result.Install == "" {
		return nil
	}
	_, err := fmt.Fprintf(w, "\nDebian, Ubuntu: %s\n", result.Install)
	return err
}
