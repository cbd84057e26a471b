namespace EdgeGuard.Telemetry;

/// <summary>What is wrong with the text of a policy, in words that hold nothing of the text itself.</summary>
public static class PolicyTextFaultText
{
    public static string Of(PolicyTextFault fault) => fault switch
    {
        PolicyTextFault.Magic or PolicyTextFault.Header or PolicyTextFault.Length => "not a part of the text of a policy",
        PolicyTextFault.Version => "a part of the text of a policy in a version that is not known here",
        PolicyTextFault.Text => "a part of the text of a policy that is not UTF-8",
        PolicyTextFault.TooLong => "a text longer than a policy can be",
        PolicyTextFault.Seal => "the text of a policy whose seal is wrong",
        PolicyTextFault.Chain => "parts of the text of a policy that do not follow one another",
        PolicyTextFault.Hash => "the text of a policy that is not of the hash it names, or of a language that is not known here",
        _ => "",
    };
}
