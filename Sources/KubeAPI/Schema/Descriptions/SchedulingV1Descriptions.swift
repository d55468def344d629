/// Descriptions of the types of `scheduling/v1`. First the type, then its fields, indented.
let schedulingV1Descriptions = """
    scheduling/v1.PriorityClass A name for how important pods are.
     description When to use this class, for people.
     globalDefault Whether pods that name no class get this one; one class at most should say so.
     preemptionPolicy PreemptLowerPriority (default): pods of this class may push out others; Never: they wait.
     value The number, at most a billion for your own classes; higher goes first, and it never changes.
    """
