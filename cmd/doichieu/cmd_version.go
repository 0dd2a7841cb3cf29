package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"doichieu/compare"
	"doichieu/corpus"
	"doichieu/extract"
)

func newVersionCommand(a *app) *cobra.Command {
	return command(&cobra.Command{
		Use:     "version",
		Short:   "Print the version and the formats that it reads and writes",
		Long:    "Print the version of the program, and the versions of the formats that it\nreads and writes.",
		Example: "  doichieu version",
		Args:    cobra.NoArgs,
		RunE:    func(*cobra.Command, []string) error { return runVersion(a) },
	})
}

func runVersion(a *app) error {
	version := "development"
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" && info.Main.Version != "(devel)" {
		version = info.Main.Version
	}
	_, err := fmt.Fprintf(a.out, "doichieu %s (%s, %s/%s)\nreads and writes %s, %s, %s, %s\n",
		version, runtime.Version(), runtime.GOOS, runtime.GOARCH,
		corpus.LibraryFormat, corpus.DocumentSchema, extract.PlanSchema, compare.ComparisonSchema)
	return err
}
