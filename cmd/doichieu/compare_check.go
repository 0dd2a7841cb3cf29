package main

import (
	"slices"
	"strings"
	"time"

	"doichieu/compare"
)

// checkAll reports values that are none, and flags that do not go together.
func (o *compareOptions) checkAll() error {
	if err := o.checkLong(); err != nil {
		return err
	}
	if err := o.check(); err != nil {
		return err
	}
	if !slices.Contains(views(), o.by) {
		return usagef("no point of view %q; choose one of %s", o.by, strings.Join(views(), ", "))
	}
	if _, err := time.Parse(time.DateOnly, o.on); o.on != "" && err != nil {
		return usagef("--on %q is no day; write 2025-01-31", o.on)
	}
	if o.on != "" && o.by != string(compare.ByDeadline) {
		return usagef("--on goes with --by deadline")
	}
	if o.findings && o.by != string(compare.ByTask) {
		return usagef("--findings are of tasks; leave --by %s out", o.by)
	}
	if o.findings && o.long {
		return usagef("--findings and --long are two tables; leave one out")
	}
	return o.checkTime()
}

// checkTime reports options that do not go together and days that are none.
func (o *compareOptions) checkTime() error {
	if _, err := time.Parse(time.DateOnly, o.asOf); o.asOf != "" && err != nil {
		return usagef("--as-of %q is no day; write 2025-07-01", o.asOf)
	}
	if o.overTime && o.baseline != "" {
		return usagef("--over-time holds each plan against the one before it, --baseline all against one; leave one out")
	}
	if o.overTime && o.findings {
		return usagef("--over-time shows what changed in the table; leave --findings out")
	}
	return nil
}
