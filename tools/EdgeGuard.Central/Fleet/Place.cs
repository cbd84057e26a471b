namespace EdgeGuard.Central;

/// <summary>Where a row stands in the archive: later ones are greater.</summary>
/// <param name="File">Number of the file.</param>
/// <param name="Id">Row within its table.</param>
public readonly record struct Place(int File, long Id) : System.IComparable<Place>
{
    public int CompareTo(Place other) => File != other.File ? File.CompareTo(other.File) : Id.CompareTo(other.Id);

    public static bool operator <(Place a, Place b) => a.CompareTo(b) < 0;

    public static bool operator >(Place a, Place b) => a.CompareTo(b) > 0;

    public static bool operator <=(Place a, Place b) => a.CompareTo(b) <= 0;

    public static bool operator >=(Place a, Place b) => a.CompareTo(b) >= 0;
}
