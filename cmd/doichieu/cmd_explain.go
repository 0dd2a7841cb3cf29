package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"doichieu/compare"
	"doichieu/corpus"
	"doichieu/extract"
)

func newExplainCommand(a *app) *cobra.Command {
	asJSON := false
	var with []string
	cmd := command(&cobra.Command{
		Use:   "explain PLAN|FILE TASK [PLAN|FILE TASK]",
		Short: "Show why the cells of a task, or a pair of tasks, are what they are",
		Long: `Show of one task, for each of its cells, the rule that gave it, the words with
their place, what they were inherited from, and how sure the rule is. Below
stand the agencies and the times that were found in the task or above it and
became no cell, each with the reason.

The document is read anew, so that a plan of the library is explained by the
rules of this program. TASK is the id that show and extract print.

Of two tasks, show why compare puts them into one row or into two: what
decided, the score and its parts, the words that they share and their weights,
what comes nearer, and how rows that did not join were related. A pair may also
be written PLAN:TASK PLAN:TASK. Weights and what is nearest depend on all plans
that are compared: name the others with --with.`,
		Example: `  doichieu explain 171/KH-UBND II/4/a
  doichieu explain ke-hoach.pdf II/4/a/-1 --json
  doichieu explain a.pdf II/4/a b.docx III/2
  doichieu explain a.pdf:II/4/a b.docx:III/2 --with c.pdf --with d.pdf`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 2 && len(args) != 4 {
				return fmt.Errorf("accepts a plan and a task, or two of each, received %d names", len(args))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return runExplain(cmd.Context(), a, args, with, asJSON)
		},
	})
	a.addReadingFlags(cmd)
	flags := cmd.Flags()
	flags.BoolVar(&asJSON, "json", false, "print schema "+extract.ExplanationSchema+", of a pair "+compare.PairSchema)
	flags.StringArrayVar(&with, "with", nil, "another `plan` that is compared: a document of the library, a file or a folder; may be repeated")
	return cmd
}

// runExplain explains a task or a pair. Two names are a plan and its task
// wherever the first is a plan, and else the halves of a pair.
func runExplain(ctx context.Context, a *app, args, with []string, asJSON bool) (err error) {
	in := &inputs{app: a}
	defer func() { err = errors.Join(err, in.close()) }()
	var pair []taskRef
	if len(args) == 4 {
		pair = []taskRef{{args[0], args[1]}, {args[2], args[3]}}
	} else if known, err := in.known(ctx, args[0]); err != nil {
		return err
	} else if !known {
		if pair, err = in.splitPair(ctx, args); err != nil {
			return err
		}
	}
	switch {
	case pair != nil:
		return explainPair(ctx, in, pair, with, asJSON)
	case len(with) > 0:
		return usagef("--with goes with a pair of tasks")
	}
	return explainTask(ctx, in, args[0], args[1], asJSON)
}

// explainTask explains the cells of a task.
func explainTask(ctx context.Context, in *inputs, ref, task string, asJSON bool) error {
	a := in.app
	doc, err := in.document(ctx, ref)
	if err != nil {
		return err
	}
	e, ok := extract.Explain(doc, task)
	if !ok {
		return taskRef{ref, task}.missing()
	}
	if err := in.decideExplained(doc, e); err != nil {
		return err
	}
	return a.writeResult("", func(w io.Writer) error {
		if asJSON {
			return writeJSON(w, e)
		}
		return writeExplanation(w, e, a.lang == "en", a.words())
	})
}

// explainWords are the words of explain, in Vietnamese and English.
type explainWords struct {
	rule, sure, refused, time, span, names, namedBy, decided string
	reasons                                                  map[extract.Reason]string
}

var vietnameseExplain = explainWords{
	rule: "quy tắc", sure: "độ tin cậy", refused: "Không được tính", time: "thời gian", span: "vị trí",
	names: "Dẫn tới phần", namedBy: "Được dẫn tới tại", decided: "người quyết định",
	reasons: map[extract.Reason]string{
		extract.Again:    "cơ quan đã có vai trò ở chỗ khác trong nhiệm vụ",
		extract.Replaced: "nhiệm vụ hoặc nhãn nêu giá trị riêng, giá trị này bị thay",
		extract.Advised:  "chỉ là cơ quan được tham mưu, được giúp việc",
		extract.Reported: "chỉ là nơi nhận báo cáo, văn bản, đề xuất",
		extract.Through:  "chỉ là nơi chuyển qua",
		extract.Checked:  "chỉ là đối tượng được kiểm tra, theo dõi",
		extract.Cited:    "chỉ là cơ quan ban hành văn bản được dẫn",
		extract.Owning:   "chỉ là chủ sở hữu, nơi chốn của việc được nêu",
		extract.Common:   "danh từ chung, không chỉ một cơ quan cụ thể",
		extract.NoRule:   "không đứng ở vị trí chủ thể, phối hợp hay được giao",
		"name":           "thời kỳ trong tên văn bản, chương trình, số liệu",
		"context":        "từ ngữ xung quanh cho thấy không phải hạn của việc này",
		"past":           "đã qua trước năm của kế hoạch",
	},
}

var englishExplain = explainWords{
	rule: "rule", sure: "confidence", refused: "Not counted", time: "time", span: "span",
	names: "Names the parts", namedBy: "Named by", decided: "decided by",
	reasons: map[extract.Reason]string{
		extract.Again:    "the agency has a part in the task by another mention",
		extract.Replaced: "the task or a label states a value of its own, which comes first",
		extract.Advised:  "only advised or helped",
		extract.Reported: "only receives a report, a paper or a proposal",
		extract.Through:  "something only goes through it",
		extract.Checked:  "only checked or watched",
		extract.Cited:    "only the issuer of a paper that is cited",
		extract.Owning:   "only the owner or the place of something named",
		extract.Common:   "a common noun, no body of its own",
		extract.NoRule:   "neither subject nor partner, and nobody tells it to act",
		"name":           "a period in the name of a paper or programme, or of data",
		"context":        "the words around tell that it is no limit of this task",
		"past":           "over before the year of the plan",
	},
}

// writeReview says who decided what a cell holds, if somebody did.
func writeReview(w io.Writer, decided string, r *extract.Review) {
	if r != nil {
		fmt.Fprintf(w, "    %s %s\n", decided, oneLine(strings.TrimSuffix(fmt.Sprintf("%s, %s (%s): %s", r.By, r.Given, r.ID, r.Why), ": ")))
	}
}

// writeExplanation writes an explanation for reading.
func writeExplanation(w io.Writer, e *extract.Explanation, english bool, words *words) error {
	own := vietnameseExplain
	if english {
		own = englishExplain
	}
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "%s  (%s %d)\n", oneLine(e.Task.ID), words.Page, e.Task.Page)
	if e.Path != "" {
		fmt.Fprintf(b, "%s\n", oneLine(e.Path))
	}
	fmt.Fprintf(b, "  %s\n", oneLine(e.Task.Text))
	cell := func(name, value, rule, raw, from string, span corpus.Span, page int) {
		fmt.Fprintf(b, "\n%s: %s%s\n", name, oneLine(value), inherited(from, words))
		fmt.Fprintf(b, "    “%s” (%s %d, %s %d-%d)\n", oneLine(raw), words.Page, page, own.span, span.Start, span.End)
		info, _ := extract.Rule(rule)
		fmt.Fprintf(b, "    %s %s\n", own.rule, strings.TrimSuffix(rule+": "+info.Description, ": "))
	}
	roles := map[extract.Role]string{extract.Lead: words.Lead, extract.Coordinating: words.Coordinating, extract.Implementing: words.Implementing}
	for _, as := range e.Task.Assignments {
		cell(roles[as.Role], as.Name+" ["+as.Agency+"]", as.Rule, as.Raw, as.Inherited, as.Span, as.Page)
		fmt.Fprintf(b, "    %s %.2f\n", own.sure, as.Confidence)
		writeReview(b, own.decided, as.Review)
	}
	for _, d := range e.Task.Deadlines {
		cell(words.Deadline, limits(d, words), d.Rule, d.Raw, d.Inherited, d.Span, d.Page)
		fmt.Fprintf(b, "    %s %.2f\n", own.sure, d.Confidence)
		writeReview(b, own.decided, d.Review)
	}
	for _, g := range e.Targets {
		cell(words.Target, strings.TrimSpace(fmt.Sprintf("%s %v %s %s", g.Op, g.Value, g.Unit, g.By)), g.Rule, g.Raw, "", g.Span, g.Page)
	}
	for _, r := range e.Task.References {
		fmt.Fprintf(b, "\n%s: %s\n", own.names, oneLine(strings.Join(r.To, ", ")))
		fmt.Fprintf(b, "    “%s” (%s %d, %s %d-%d)\n", oneLine(r.Raw), words.Page, r.Page, own.span, r.Span.Start, r.Span.End)
	}
	if len(e.NamedBy) > 0 {
		fmt.Fprintf(b, "\n%s: %s\n", own.namedBy, oneLine(strings.Join(e.NamedBy, ", ")))
	}
	writeRefusals(b, e.Refused, own, words)
	return b.Flush()
}

// writeRefusals writes what became no cell.
func writeRefusals(w io.Writer, list []extract.Refusal, own explainWords, words *words) {
	if len(list) == 0 {
		return
	}
	fmt.Fprintf(w, "\n%s:\n", own.refused)
	for _, r := range list {
		value := r.Value
		if r.Kind == "time" {
			value = own.time
		}
		if r.Rule != "" {
			value += ", " + own.rule + " " + r.Rule
		}
		fmt.Fprintf(w, "  “%s” [%s] (%s %d, %s %d-%d)%s\n    %s\n", oneLine(r.Raw), oneLine(value), words.Page, r.Page, own.span, r.Span.Start, r.Span.End, inherited(r.From, words), own.reasons[r.Reason])
	}
}
