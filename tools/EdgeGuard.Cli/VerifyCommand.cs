using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Text;
using EdgeGuard.Core;
using EdgeGuard.Host;
using EdgeGuard.Telemetry;

namespace EdgeGuard.Cli;

/// <summary><c>edgeguard verify</c>: proves, away from the central console, what it exported.</summary>
internal static class VerifyCommand
{
    private const int Failed = 1;
    private const int Misused = 2;
    private const int Broken = 3;
    private const int Unproved = 4;

    private const string Description =
        "Verifies a file with proofs that the central console's page 'Events' made: that each batch of events is as its module sealed it,\n"
        + "and that none is missing between those that follow each other. Nothing is asked of the console, nor of anything else.\n\n"
        + "A search leaves out what does not fit: what stands between is named as not in the file, and is no fault of it. To prove that\n"
        + "nothing is missing, export all events of a module. What a seal names is a stream: that it is the module's, its key says.\n\n"
        + "Examples:\n"
        + "  edgeguard verify events.proof --seal-key pump-3.sealkey\n"
        + "  edgeguard verify events.proof --seal-key pump-3.sealkey --events\n\n"
        + "Exit codes: 0 every batch is verified, 1 the file or a key cannot be read, 2 wrong arguments, 3 a seal is broken or\n"
        + "contradicted, 4 some batches could not be verified: no seal, or no key for it.";

    internal static Command Create()
    {
        var file = new Argument<string>("file") { Description = "The file with proofs.", HelpName = "FILE" };
        var seals = new Option<string[]>("--seal-key")
        {
            Description = "A module's key for verifying seals, from 'edgeguard seal-key'; repeat it for several.",
            HelpName = "FILE",
        };
        var events = new Option<bool>("--events") { Description = "Each event too, one a line, as 'edgeguard watch' shows them." };
        var json = new Option<bool>("--json") { Description = "What was found, as one JSON object." };
        var command = new Command("verify", Description) { file, seals, events, json };
        command.SetAction(parsed =>
        {
            InvocationConfiguration io = parsed.InvocationConfiguration;
            bool asJson = parsed.GetValue(json);
            if (asJson && parsed.GetValue(events)) return Fail(io.Error, "--events and --json exclude each other", Misused);
            string[] problems = Keys(parsed.GetValue(seals) ?? [], out List<SealKey> keys);
            foreach (string problem in problems) Fail(io.Error, problem, Failed);
            return problems.Length > 0 ? Failed : Run(parsed.GetValue(file)!, keys, parsed.GetValue(events), asJson, io);
        });
        return command;
    }

    private static string[] Keys(string[] files, out List<SealKey> keys)
    {
        keys = [];
        var problems = new List<string>();
        foreach (string path in files)
        {
            if (SealKey.Read(path, out string why) is { } key) keys.Add(key);
            else problems.Add($"'{path}': {why}");
        }
        return [.. problems];
    }

    private static int Run(string path, List<SealKey> keys, bool showsEvents, bool asJson, InvocationConfiguration io)
    {
        if (!File.Exists(path)) return Fail(io.Error, $"'{path}': there is no such file", Failed);
        try
        {
            using var text = new StreamReader(path, new UTF8Encoding(false, throwOnInvalidBytes: true));
            var reader = new ProofReader(text);
            var chain = new ProofChain(new SealKeys(new SystemHmac(), keys));
            foreach (ProofBatch one in reader.Batches())
            {
                (EventBatch Batch, SealProof Proof)? added = chain.Add(one);
                if (showsEvents && added is { Proof: not SealProof.Wrong } sound) ShowEvents(io.Output, one, sound.Batch, sound.Proof);
            }
            if (reader.Problem.Length > 0) return Fail(io.Error, $"'{path}': {reader.Problem}", Failed);
            IReadOnlyList<ProofRun> runs = chain.Runs();
            if (asJson) io.Output.WriteLine(ProofReport.Json(chain, runs, reader));
            else ProofReport.Show(io.Output, chain, runs, reader);
            if (ProofReport.IsBroken(chain, runs)) return Broken;
            return ProofReport.IsVerified(runs) ? 0 : Unproved;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            return Fail(io.Error, $"'{path}': {e.Message}", Failed);
        }
    }

    private static void ShowEvents(TextWriter output, ProofBatch one, EventBatch batch, SealProof proof)
    {
        foreach (EventRecord record in batch.Records) output.WriteLine(ProofReport.Line(one, record, batch.PeerOf(record), proof));
    }

    private static int Fail(TextWriter error, string problem, int exit)
    {
        error.WriteLine("edgeguard: error: " + problem);
        return exit;
    }
}
