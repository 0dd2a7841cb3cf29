package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"doichieu/cmd/doichieu/internal/render"
)

// run is the whole program: it runs the command that args name and gives the
// exit code.
func run(ctx context.Context, s streams, getenv func(string) string, args []string) int {
	a := &app{streams: s, getenv: getenv}
	root := newRootCommand(a)
	root.SetArgs(args)
	cmd, err := root.ExecuteContextC(ctx)
	code := exitCode(ctx, err)
	switch {
	case code == exitOK || errors.Is(err, errPartly) || errors.Is(err, errReported):
	case code == exitInterrupted:
		a.say("error", "interrupted")
	default:
		a.report(err)
		if code == exitUsage {
			a.say("hint", cmd.CommandPath()+" --help shows how to use it")
		}
	}
	return code
}

// newRootCommand lists all commands.
func newRootCommand(a *app) *cobra.Command {
	root := &cobra.Command{
		Use:   "doichieu",
		Short: "Lay the action plans of provinces side by side",
		Long: `doichieu reads the action plans that provinces publish, turns each into tasks
(who leads, who helps, by when, with which target), makes them searchable, and
lays them side by side. It works offline, and every value says where it stands.
` + exitStatus,
		Example: `  doichieu demo
  doichieu compare a.pdf b.docx -o so-sanh.xlsx
  doichieu add ke-hoach/
  doichieu search "dữ liệu đất đai" --role lead`,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return nil
			}
			hint := ""
			if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
				hint = "did you mean " + strings.Join(near, " or ") + "?"
			}
			return &usageError{fmt.Sprintf("no command %q", args[0]), hint}
		},
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
		PersistentPreRunE: func(*cobra.Command, []string) error {
			if !slices.Contains(render.Languages(), a.lang) {
				return usagef("no language %q; choose one of %s", a.lang, strings.Join(render.Languages(), ", "))
			}
			return nil
		},
	}
	root.SuggestionsMinimumDistance = 2
	root.SetIn(a.in)
	root.SetOut(a.out)
	root.SetErr(a.err)
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usagef("%v", err) })
	a.addFlags(root)
	root.AddCommand(commands(a)...)
	return root
}

// command finishes a command: the exit codes in its help, and the mistakes in
// its arguments reported as wrong usage.
func command(cmd *cobra.Command) *cobra.Command {
	cmd.Long += "\n" + exitStatus
	check := cmd.Args
	cmd.Args = func(cmd *cobra.Command, args []string) error {
		if err := check(cmd, args); err != nil {
			return usagef("%v", err)
		}
		return nil
	}
	cmd.DisableFlagsInUseLine = true
	return cmd
}

// commands are all commands, in the order of the help.
func commands(a *app) []*cobra.Command {
	return []*cobra.Command{
		newAddCommand(a),
		newListCommand(a),
		newShowCommand(a),
		newRemoveCommand(a),
		newTextCommand(a),
		newExtractCommand(a),
		newExplainCommand(a),
		newEvalCommand(a),
		newSearchCommand(a),
		newSimilarCommand(a),
		newSavedCommand(a),
		newCompareCommand(a),
		newReviewCommand(a),
		newExportCommand(a),
		newReindexCommand(a),
		newVerifyCommand(a),
		newDoctorCommand(a),
		newDemoCommand(a),
		newVersionCommand(a),
	}
}
