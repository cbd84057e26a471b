using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Numerics;

namespace EdgeGuard.Hardware.Tests;

/// <summary>The surface of solids, from STL.</summary>
/// <param name="Triangles">Three corners each, in the frame of <see cref="Box"/>.</param>
internal sealed record Mesh(IReadOnlyList<Vector3[]> Triangles)
{
    private const int HeadBytes = 80, TriangleBytes = 50;

    /// <summary>Reads a binary STL, whose y goes up, over a board of a height.</summary>
    internal static Mesh Read(string path, float height)
    {
        byte[] bytes = File.ReadAllBytes(path);
        int count = BitConverter.ToInt32(bytes, HeadBytes);
        Assert.AreEqual(HeadBytes + 4 + count * TriangleBytes, bytes.Length, path);
        return new Mesh([.. Enumerable.Range(0, count).Select(i => Triangle(bytes, HeadBytes + 4 + i * TriangleBytes + 12, height))]);
    }

    internal Mesh With(Mesh other)
    {
        return new Mesh([.. Triangles, .. other.Triangles]);
    }

    /// <summary>Whether a surface goes through some room, or all of it is inside of a solid.</summary>
    internal bool Touches(Box room)
    {
        return Triangles.Any(triangle => Touches(triangle, room)) || Contains((room.Least + room.Most) / 2);
    }

    /// <summary>Whether a place is inside of a solid.</summary>
    internal bool Contains(Vector3 place)
    {
        // Away from the axes, so that the way meets no edge between two triangles.
        return Crossings(place, place + new Vector3(1009, 313.7f, 171.3f)) % 2 == 1;
    }

    /// <summary>How often a straight way goes through a surface.</summary>
    internal int Crossings(Vector3 from, Vector3 to)
    {
        return Triangles.Count(triangle => Crosses(triangle, from, to - from));
    }

    private static Vector3[] Triangle(byte[] bytes, int at, float height)
    {
        return [Place(bytes, at, height), Place(bytes, at + 12, height), Place(bytes, at + 24, height)];
    }

    private static Vector3 Place(byte[] bytes, int at, float height)
    {
        float x = BitConverter.ToSingle(bytes, at), y = BitConverter.ToSingle(bytes, at + 4), z = BitConverter.ToSingle(bytes, at + 8);
        return new Vector3(x, height - y, z);
    }

    // Two convex bodies are apart where some axis keeps their shadows apart: the room's three, the triangle's normal, and each of the
    // first across each of its sides.
    private static bool Touches(Vector3[] triangle, Box room)
    {
        Vector3 middle = (room.Least + room.Most) / 2, half = (room.Most - room.Least) / 2;
        Vector3[] corners = [triangle[0] - middle, triangle[1] - middle, triangle[2] - middle];
        Vector3[] sides = [corners[1] - corners[0], corners[2] - corners[1], corners[0] - corners[2]];
        Vector3[] axes = [Vector3.UnitX, Vector3.UnitY, Vector3.UnitZ];
        if (axes.Any(axis => IsApart(axis, corners, half)) || IsApart(Vector3.Cross(sides[0], sides[1]), corners, half)) return false;
        return !axes.Any(axis => sides.Any(side => IsApart(Vector3.Cross(axis, side), corners, half)));
    }

    private static bool IsApart(Vector3 axis, Vector3[] corners, Vector3 half)
    {
        float a = Vector3.Dot(axis, corners[0]), b = Vector3.Dot(axis, corners[1]), c = Vector3.Dot(axis, corners[2]);
        float reach = Vector3.Dot(Vector3.Abs(axis), half);
        return Math.Min(a, Math.Min(b, c)) > reach || Math.Max(a, Math.Max(b, c)) < -reach;
    }

    // Möller and Trumbore, 1997.
    private static bool Crosses(Vector3[] triangle, Vector3 from, Vector3 way)
    {
        Vector3 first = triangle[1] - triangle[0], second = triangle[2] - triangle[0];
        Vector3 normal = Vector3.Cross(way, second);
        float determinant = Vector3.Dot(first, normal);
        if (Math.Abs(determinant) < 1e-9f) return false;
        Vector3 start = from - triangle[0];
        float u = Vector3.Dot(start, normal) / determinant;
        Vector3 across = Vector3.Cross(start, first);
        float v = Vector3.Dot(way, across) / determinant, t = Vector3.Dot(second, across) / determinant;
        return u >= 0 && v >= 0 && u + v <= 1 && t >= 0 && t <= 1;
    }
}
