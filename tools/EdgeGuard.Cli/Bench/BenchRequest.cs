using System;

namespace EdgeGuard.Cli;

/// <summary>The one request of the benchmark and its answer: function 3, unit 1, ten registers, inside the policy's last rule.</summary>
internal static class BenchRequest
{
    public const int Length = 12;
    public const int Rules = 100;
    private const int Registers = 10;
    private const int RuleEvery = 20;
    private const int Address = (Rules - 1) * RuleEvery;

    public static byte[] Create() => [0, 0, 0, 0, 0, 6, 1, 3, Address >> 8, Address & 0xFF, 0, Registers];

    public static byte[] CreateResponse()
    {
        var answer = new byte[9 + 2 * Registers];
        answer[5] = 3 + 2 * Registers;
        answer[6] = 1;
        answer[7] = 3;
        answer[8] = 2 * Registers;
        return answer;
    }

    public static string Policy()
    {
        string text =
            "edgeguard-policy 1\npolicy bench version 1\nlimit client pending 1000 sessions 1000\nlimit module sessions 1000\nrole "
                + "Operator\n";
        for (int rule = 0; rule < Rules; rule++)
        {
            text += $"  allow 3 unit 1 address {rule * RuleEvery}-{rule * RuleEvery + Registers - 1}\n";
        }
        return text;
    }

    public static bool IsResponse(ReadOnlySpan<byte> answer, int transaction) =>
        (answer[0] << 8 | answer[1]) == transaction && answer[6] == 1 && answer[7] == 3 && answer[8] == 2 * Registers;
}
