/// Descriptions of the types of `events/v1`. First the type, then its fields, indented.
let eventsV1Descriptions = """
    events/v1.Event Something that happened to an object, told for people; kept for an hour, and not to be relied on.
     action What was done or failed, in a word of at most 128 characters.
     deprecatedCount How often it happened; for the older kind of event.
     deprecatedFirstTimestamp When it was first seen; for the older kind of event.
     deprecatedLastTimestamp When it was last seen; for the older kind of event.
     deprecatedSource Which component tells it, and where it runs; for the older kind of event.
     eventTime When it was first seen.
     note What happened, for people; at most 1 kB.
     reason Why, in a word of at most 128 characters.
     regarding What it happened to.
     related Another object that plays a part.
     reportingController Who tells it, as kubernetes.io/kubelet.
     reportingInstance Which instance of the teller, as kubelet-xyzf; at most 128 characters.
     series How often it was seen, and when last; only if more than once.
     type Normal or Warning.
    events/v1.EventSeries An event that goes on.
     count How often it was seen until the last report.
     lastObservedTime When it was last seen.
    """
