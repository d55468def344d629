/// Types of `events/v1` as one table: facts of the Go types (names, order, types, tags).
///
/// The form of a line is described at `SchemaTableReader`.
/// Upstream: staging/src/k8s.io/api/events/v1/types.go.
let eventsV1Table: StaticString = #"""
    package events/v1 events.k8s.io
    kind Event
     . TypeMeta meta/v1.TypeMeta
     metadata ObjectMeta meta/v1.ObjectMeta -
     eventTime = meta/v1.MicroTime r
     series = *EventSeries e
     reportingController = string e
     reportingInstance = string e
     action = string e
     reason = string e
     regarding = core/v1.ObjectReference e
     related = *core/v1.ObjectReference e
     note = string e
     type = string e
     deprecatedSource = core/v1.EventSource e
     deprecatedFirstTimestamp = meta/v1.Time e
     deprecatedLastTimestamp = meta/v1.Time e
     deprecatedCount = int32 e
    type EventSeries
     count = int32 r
     lastObservedTime = meta/v1.MicroTime r
    kind EventList
     . TypeMeta meta/v1.TypeMeta
     metadata ListMeta meta/v1.ListMeta e
     items = []Event r
    """#
