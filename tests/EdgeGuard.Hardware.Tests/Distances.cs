using System;
using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Board.Layout;

namespace EdgeGuard.Hardware.Tests;

/// <summary>How far the isolated sides are from each other on the board, measured on its copper.</summary>
internal static class Distances
{
    /// <summary>What README.md asks for, in millimetres. The bridge is of both buses.</summary>
    internal const double Wanted = 5.5;

    // Between coil and contacts of a relay by its pads, and between its open contacts.
    private const double AtRelay = 2.2;
    private const double AtOpenContact = 1.2;

    private static readonly string[] Sides = [DomainList.Logic, "BUS1", "BUS2", "USB"];

    // The relays' bodies and what leaves them: their makers' pads set the distance there.
    private const double Reach = 6;

    /// <summary>One line for each pair of sides that comes too near, at its nearest place.</summary>
    internal static IEnumerable<string> Faults(IReadOnlyList<Piece> copper, DomainList domains, IReadOnlyList<Corner> relays)
    {
        Dictionary<string, Piece[]> sides = Sides.ToDictionary(
            side => side, side => copper.Where(piece => Of(piece, domains) == side).ToArray());
        for (int i = 0; i < Sides.Length; i++)
        {
            foreach (string other in Sides.Skip(i + 1))
            {
                Piece[] side = sides[Sides[i]], far = sides[other];
                double atRelay = Sides[i] == DomainList.Logic ? AtRelay : AtOpenContact;
                string? fault = Nearest(Near(side, far), Near(far, side), relays, atRelay);
                if (fault != null) yield return $"{Sides[i]} and {other}: {fault}";
            }
        }
    }

    // What has no net hangs in the air, and what KiCad calls unconnected is named by its part.
    private static string Of(Piece piece, DomainList domains)
    {
        if (piece.Net.Length == 0 || piece.Net.StartsWith("unconnected-", StringComparison.Ordinal)) return "";
        string domain = domains.Of(piece.Net);
        return domain == "COIL" ? DomainList.Logic : domain;
    }

    // Most of a side is far from all of another one.
    private static Piece[] Near(Piece[] side, Piece[] other)
    {
        double left = other.Min(piece => piece.Left) - Wanted, right = other.Max(piece => piece.Right) + Wanted;
        double top = other.Min(piece => piece.Top) - Wanted, bottom = other.Max(piece => piece.Bottom) + Wanted;
        return [.. side.Where(piece => piece.Left < right && piece.Right > left && piece.Top < bottom && piece.Bottom > top)];
    }

    private static string? Nearest(Piece[] side, Piece[] other, IReadOnlyList<Corner> relays, double atRelay)
    {
        string? fault = null;
        double least = double.MaxValue;
        foreach (Piece piece in side)
        {
            foreach (Piece far in other.Where(far => MayBeNear(piece, far) && piece.SharesLayer(far)))
            {
                double distance = piece.Distance(far);
                bool isAtRelays = relays.Any(relay => IsAt(relay, piece)) && relays.Any(relay => IsAt(relay, far));
                double wanted = isAtRelays ? atRelay : Wanted;
                if (distance >= wanted - 1e-3 || distance >= least) continue;
                least = distance;
                string at = $"at {far.From.X:0.0}, {far.From.Y:0.0}";
                fault = $"{distance:0.00} mm from {piece.Name} ({piece.Net}) to {far.Name} ({far.Net}) {at}";
            }
        }
        return fault;
    }

    private static bool MayBeNear(Piece piece, Piece other)
    {
        return piece.Left - Wanted < other.Right && other.Left - Wanted < piece.Right && piece.Top - Wanted < other.Bottom
            && other.Top - Wanted < piece.Bottom;
    }

    private static bool IsAt(Corner relay, Piece piece)
    {
        return piece.Left < relay.X + Reach && piece.Right > relay.X - Reach && piece.Top < relay.Y + Reach
            && piece.Bottom > relay.Y - Reach;
    }
}
