using System.Numerics;

namespace EdgeGuard.Hardware.Tests;

/// <summary>Room between two corners, in the frame of hardware/case: x and y on the board, z up from its upper face, millimetres.</summary>
internal readonly record struct Box(Vector3 Least, Vector3 Most)
{
    internal static Box Of(double x0, double x1, double y0, double y1, double z0, double z1)
    {
        return new Box(new Vector3((float)x0, (float)y0, (float)z0), new Vector3((float)x1, (float)y1, (float)z1));
    }

    internal Box Grown(float x, float y, float z)
    {
        var by = new Vector3(x, y, z);
        return new Box(Least - by, Most + by);
    }

    internal Box Moved(float x, float y, float z)
    {
        var by = new Vector3(x, y, z);
        return new Box(Least + by, Most + by);
    }

    internal bool Meets(Box other)
    {
        bool isBefore = Most.X < other.Least.X || Most.Y < other.Least.Y || Most.Z < other.Least.Z;
        return !isBefore && Least.X <= other.Most.X && Least.Y <= other.Most.Y && Least.Z <= other.Most.Z;
    }
}
