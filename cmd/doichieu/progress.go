package main

import (
	"github.com/schollz/progressbar/v3"
)

// progress shows how far a batch is, on a terminal only.
type progress struct{ bar *progressbar.ProgressBar }

// newProgress begins a batch of n steps. One step needs no bar.
func (a *app) newProgress(n int) *progress {
	if n < 2 || a.quiet || !terminal(a.err) {
		return &progress{}
	}
	return &progress{progressbar.NewOptions(n,
		progressbar.OptionSetWriter(a.err),
		progressbar.OptionShowCount(),
		progressbar.OptionClearOnFinish(),
		progressbar.OptionEnableColorCodes(a.colour(a.err)),
	)}
}

// The display is a courtesy: if it cannot be drawn, the work goes on.

// step counts one more done.
func (p *progress) step() {
	if p.bar != nil {
		_ = p.bar.Add(1)
	}
}

// clear makes room for a message; the next step draws the bar again.
func (p *progress) clear() {
	if p.bar != nil {
		_ = p.bar.Clear()
	}
}

// finish takes the bar away.
func (p *progress) finish() {
	if p.bar != nil {
		_ = p.bar.Finish()
	}
}
