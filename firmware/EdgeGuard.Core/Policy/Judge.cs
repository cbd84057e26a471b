using EdgeGuard.Modbus;

namespace EdgeGuard.Core.Policy;

/// <summary>Decides about one request. Pure: same input, same answer; no I/O, no allocation, no exception.</summary>
public static class Judge
{
    /// <summary>Judges a decoded request under a policy. Also takes a request whose decode failed: refused as Malformed.</summary>
    /// <param name="policy">The policy in force.</param>
    /// <param name="role">From <see cref="CompiledPolicy.RoleIndex"/> of the same policy.</param>
    /// <param name="request">The decoded request.</param>
    /// <param name="input">Time and observed values.</param>
    /// <param name="into">Overwritten with the answer.</param>
    public static void Run(CompiledPolicy policy, int role, Request request, JudgeInput input, Decision into)
    {
        throw new System.NotImplementedException();
    }

    /// <summary>Whether <c>observe</c> mode forwards (and reports) a request refused for this reason: only what no <c>allow</c>
    /// line covers. Malformed frames, <c>never</c>, limits and identity refuse in every mode.</summary>
    public static bool ObserveForwards(Refusal reason)
    {
        throw new System.NotImplementedException();
    }
}
