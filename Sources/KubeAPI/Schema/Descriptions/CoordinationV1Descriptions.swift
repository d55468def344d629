/// Descriptions of the types of `coordination/v1`. First the type, then its fields, indented.
let coordinationV1Descriptions = """
    coordination/v1.Lease A claim that its holder renews; for leader election and node heartbeats.
     spec Who holds it and until when.
    coordination/v1.LeaseSpec Who holds a lease.
     acquireTime When the holder took it.
     holderIdentity Who holds it; empty if nobody does.
     leaseDurationSeconds How long others must wait after the last renewal before they may take it.
     leaseTransitions How often it has changed hands.
     preferredHolder Who should hold it next; only with strategy.
     renewTime When the holder last renewed it.
     strategy How the holder is chosen in a coordinated election.
    """
