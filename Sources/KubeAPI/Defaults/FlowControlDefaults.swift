import Documents

/// Upstream: pkg/apis/flowcontrol/v1/defaults.go.
enum FlowControlDefaults {
    static func schema(_ object: Value) -> Value? {
        edited(object) { schema in
            schema.editStruct("spec") { spec in
                edited(spec) { $0.setDefault(number: "matchingPrecedence", 1000) }
            }
        }
    }

    static func level(_ object: Value) -> Value? {
        edited(object) { level in
            level.edit("spec") { spec in
                edited(spec) { spec in
                    spec.edit("exempt") { shares($0, nominal: 0) }
                    spec.edit("limited") { limited in
                        let filled = shares(limited, nominal: 30) ?? limited
                        return edited(filled) { limited in
                            limited.edit("limitResponse") { response in
                                edited(response) { $0.edit("queuing") { queuing($0) } }
                            }
                        } ?? filled
                    }
                }
            }
        }
    }

    private static func shares(_ level: Value, nominal: Int64) -> Value? {
        edited(level) { level in
            level.setDefault("lendablePercent", 0)
            level.setDefault("nominalConcurrencyShares", .int(nominal))
        }
    }

    private static func queuing(_ queuing: Value) -> Value? {
        edited(queuing) { queuing in
            queuing.setDefault(number: "handSize", 8)
            queuing.setDefault(number: "queueLengthLimit", 50)
            queuing.setDefault(number: "queues", 64)
        }
    }
}
