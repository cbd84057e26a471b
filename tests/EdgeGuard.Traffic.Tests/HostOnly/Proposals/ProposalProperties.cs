using System;
using System.Collections.Generic;
using System.Linq;
using CsCheck;
using EdgeGuard.Modbus;
using EdgeGuard.Policy;

namespace EdgeGuard.Traffic.Tests.HostOnly.Proposals;

/// <summary>Whatever is recorded, the proposal is a policy that allows it, and no role gets a function or a unit beyond it.</summary>
[TestClass]
public sealed class ProposalProperties
{
    private static readonly string[] Roles = ["HMI", "Engineer", "Shift Leader"];
    private static readonly byte[] Units = [0, 1, 2, 255];
    private static readonly byte[] Functions = [1, 2, 3, 4, 5, 6, 7, 8, 15, 16, 17, 20, 22, 23, 24, 43, 90];

    // Few addresses and units, so that polls meet.
    private static readonly Gen<Asked> Requests =
        from client in Gen.Int[0, 3]
        from role in Gen.Int[0, 2]
        from unit in Gen.Int[0, 3].Select(i => Units[i])
        from pdu in Pdus
        from wait in Gen.Int[0, 100_000]
        select new Asked($"10.0.0.{client}", Roles[role], unit, pdu, wait);

    private static Gen<byte[]> Pdus =>
        from function in Gen.Int[0, Functions.Length - 1].Select(i => Functions[i])
        from address in Gen.Int[0, 60]
        from quantity in Gen.Int[1, 12]
        from value in Gen.Frequency((3, Gen.Int[0, 5]), (1, Gen.Int[0, 65535]))
        from other in Gen.Int[0, 30]
        select Pdu(function, address, quantity, value, other);

    [TestMethod]
    public void A_proposal_compiles_and_allows_every_recorded_request_that_is_proposed()
    {
        Requests.Array[1, 120].Sample(
            all =>
            {
                var recording = new Recording();
                foreach (Asked each in all) each.NoteIn(recording);
                Proposal proposal = recording.Propose();
                CompiledPolicy policy = Recording.Read(proposal).Policy!;
                long listed = 0;
                foreach (Asked each in all)
                {
                    Decision decision = each.Judge(policy);
                    if (each.IsProposable) Assert.AreEqual(Verdict.Allow, decision.Verdict, $"{each}: {decision.Reason}\n{proposal.Text}");
                    else listed++;
                }
                Assert.AreEqual(all.Length, proposal.Requests);
                Assert.AreEqual(all.Length - listed, proposal.AllowedRequests, proposal.Text);
            },
            iter: 300);
    }

    [TestMethod]
    public void What_no_client_of_the_role_asked_of_the_unit_with_the_function_is_refused()
    {
        Gen.Select(Requests.Array[1, 60], Requests.Array[30]).Sample(
            (recorded, tried) =>
            {
                var recording = new Recording();
                foreach (Asked each in recorded) each.NoteIn(recording);
                Proposal proposal = recording.Propose();
                CompiledPolicy policy = Recording.Read(proposal).Policy!;
                var known = new HashSet<(string, byte, byte)>(recorded.Select(each => (each.Role, each.Unit, each.Pdu[0])));
                foreach (Asked each in tried)
                {
                    bool isKnown = known.Contains((each.Role, each.Unit, each.Pdu[0])) && each.IsProposable;
                    if (!isKnown) Assert.AreEqual(Verdict.Refuse, each.Judge(policy).Verdict, $"{each}\n{proposal.Text}");
                }
            },
            iter: 200);
    }

    [TestMethod]
    public void A_proposal_of_a_table_that_ran_out_of_rows_allows_what_was_recorded_all_the_same()
    {
        Requests.Array[100, 300].Sample(
            all =>
            {
                var recording = new Recording(64);
                foreach (Asked each in all) each.NoteIn(recording);
                Proposal proposal = recording.Propose();
                CompiledPolicy policy = Recording.Read(proposal).Policy!;
                var status = new TrafficStatus();
                recording.Table.Read(status, 0);
                if (status.Unlisted > 0) return;
                foreach (Asked each in all.Where(each => each.IsProposable))
                {
                    Assert.AreEqual(Verdict.Allow, each.Judge(policy).Verdict, $"{each}\n{proposal.Text}");
                }
            },
            iter: 60);
    }

    private static byte[] Pdu(byte function, int address, int quantity, int value, int other)
    {
        byte high = (byte)(value >> 8);
        byte low = (byte)(value & 0xFF);
        return function switch
        {
            1 or 2 or 3 or 4 => [function, 0, (byte)address, 0, (byte)quantity],
            5 => [5, 0, (byte)address, (byte)(value % 2 == 0 ? 0 : 0xFF), 0],
            6 => [6, 0, (byte)address, high, low],
            8 => value % 5 == 0 ? [8, 0, 0, .. Repeat(quantity, high, low)] : [8, 0, (byte)(value % 5 + 9), 0, 0],
            15 => [15, 0, (byte)address, 0, (byte)quantity, (byte)((quantity + 7) / 8), .. new byte[(quantity + 7) / 8]],
            16 => [16, 0, (byte)address, 0, (byte)quantity, (byte)(2 * quantity), .. Repeat(quantity, high, low)],
            20 => [20, 7, 6, 0, (byte)(1 + other % 3), 0, (byte)address, 0, (byte)quantity],
            22 => [22, 0, (byte)address, high, low, 0, 0],
            23 => [23, 0, (byte)other, 0, (byte)quantity, 0, (byte)address, 0, 1, 2, high, low],
            24 => [24, 0, (byte)address],
            43 => [43, 14, 1, 0],
            _ => [function],
        };
    }

    private static byte[] Repeat(int count, byte high, byte low)
    {
        return [.. Enumerable.Range(0, count).SelectMany(_ => new[] { high, low })];
    }

    private sealed record Asked(string Client, string Role, byte Unit, byte[] Pdu, int Wait)
    {
        // Every request is answered, so unit 0 is a unit like others.
        public bool IsProposable => Decode().Fault == RequestFault.None && Proposer.IsPublic(Decode().Function, Decode().SubFunction);

        public void NoteIn(Recording recording)
        {
            recording.Now += Wait;
            recording.Note(Client, Role, Unit, Pdu);
        }

        public Decision Judge(CompiledPolicy policy)
        {
            var decision = new Decision();
            EdgeGuard.Policy.Judge.Run(policy, policy.RoleIndex(Role), Decode(), new JudgeInput(), decision);
            return decision;
        }

        public override string ToString() => $"{Client} {Role} unit {Unit} {Convert.ToHexString(Pdu)}";

        private Request Decode()
        {
            var request = new Request();
            request.Decode(Unit, Pdu, 0, Pdu.Length);
            return request;
        }
    }
}
