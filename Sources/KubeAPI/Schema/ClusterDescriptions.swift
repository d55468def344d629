/// Descriptions of leases and priority classes. First the type, then its fields.
let clusterDescriptions = """
    coordination/v1.Lease A claim that its holder renews; for leader election and node heartbeats.
     metadata Name, labels and the rest that every object has.
     spec Who holds it and until when.
    coordination/v1.LeaseSpec Who holds a lease.
     acquireTime When the holder took it.
     holderIdentity Who holds it; empty if nobody does.
     leaseDurationSeconds How long others must wait after the last renewal.
     leaseTransitions How often it has changed hands.
     preferredHolder Who should hold it next.
     renewTime When the holder last renewed it.
     strategy How the holder is chosen in a coordinated election.
    scheduling/v1.PriorityClass A name for how important pods are.
     description When to use this class, for people.
     globalDefault Whether pods that name no class get this one.
     metadata Name, labels and the rest that every object has.
     preemptionPolicy Whether pods of this class may push out others.
     value The number; higher goes first.
    """
