package contract

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// OwnerID is whose a process is, where several owners share a Temporal
// namespace; empty for the only one of an installation, whose IDs and queues
// carry no name. Everything that Temporal knows by a name is named here, out of
// the owner and the kind: workflow and schedule IDs by ID, task queues by Queue
// and its relatives, and what a listing may tell by Only.
type OwnerID string

// ownerEnd ends the owner in an ID and begins it in a queue's name. No kind of
// ID has one before its first slash, and no owner has one at all.
const ownerEnd = ":"

// ownerForm keeps an owner's name apart from every ID without one: times in the IDs of scheduled runs have capitals.
var ownerForm = regexp.MustCompile(`^[a-z][a-z0-9-]{0,31}$`)

// onlyOwner is another word for no name.
const onlyOwner = "owner"

// ParseOwner reads the name of an owner: a small letter, then at most 31 small
// letters, digits and hyphens. Nothing and the word owner are the only owner.
func ParseOwner(text string) (OwnerID, error) {
	if text == "" || text == onlyOwner {
		return "", nil
	}
	if !ownerForm.MatchString(text) {
		return "", fmt.Errorf("%q is no name of an owner: take a small letter, then at most 31 small letters, digits and hyphens", text)
	}
	return OwnerID(text), nil
}

// ID makes the ID of a process or a Schedule the owner's. An ID that names an
// owner already stays as it is, also another's: see Owns.
func (o OwnerID) ID(id string) string {
	if named, _ := OwnerOf(id); o == "" || named != "" {
		return id
	}
	return string(o) + ownerEnd + id
}

// Owns is true for an ID that ID made for this owner.
func (o OwnerID) Owns(id string) bool {
	named, _ := OwnerOf(id)
	return named == o
}

// OwnerOf takes the ID of a process or a Schedule apart: whose it is, and the
// ID as the owner alone would have it.
func OwnerOf(id string) (OwnerID, string) {
	name, rest, ok := strings.Cut(id, ownerEnd)
	if !ok || !ownerForm.MatchString(name) {
		return "", id
	}
	return OwnerID(name), rest
}

// Queue is the task queue of the owner's processes.
func (o OwnerID) Queue() string {
	if o == "" {
		return TaskQueue
	}
	return TaskQueue + ownerEnd + string(o)
}

// VaultQueue is the task queue of one host that holds a vault of the owner's.
func (o OwnerID) VaultQueue(host string) string { return o.Queue() + "-vault-" + host }

// The outside systems, as the names of their activities begin. The platforms are Facebook, Instagram and X.
const (
	Odoo  = "odoo"
	Gmail = "gmail"
)

// Systems lists the outside systems.
func Systems() []string {
	return []string{Odoo, Gmail, string(Facebook), string(Instagram), string(X)}
}

// SystemOf gives the outside system that an activity calls; false for one that
// stays in the house.
func SystemOf(activity string) (string, bool) {
	system, _, _ := strings.Cut(activity, ".")
	return system, slices.Contains(Systems(), system)
}

// IsEffect tells the activities that change something in an outside system,
// each by one attempt; their verbs say so.
func IsEffect(activity string) bool {
	_, outside := SystemOf(activity)
	_, does, _ := strings.Cut(activity, ".")
	return outside && slices.ContainsFunc([]string{"Create", "Publish", "Send", "Delete"}, func(verb string) bool { return strings.HasPrefix(does, verb) })
}

// SystemQueue is the queue of an outside system's activities beside the queue
// of a process, or beside that of a host.
func SystemQueue(beside, system string) string { return beside + "/" + system }

// Only narrows a visibility query to the owner's processes. Conditions may be
// followed by GROUP BY. The queue tells them apart, also for the only owner.
func (o OwnerID) Only(query string) string {
	conditions, group, grouped := strings.Cut(query, "GROUP BY")
	out := "TaskQueue = '" + o.Queue() + "'"
	if conditions = strings.TrimSpace(conditions); conditions != "" {
		out += " AND (" + conditions + ")"
	}
	if grouped {
		out += " GROUP BY" + group
	}
	return out
}
