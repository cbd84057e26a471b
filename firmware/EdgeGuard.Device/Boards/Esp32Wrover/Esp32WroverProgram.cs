namespace EdgeGuard.Device;

/// <summary>Where the image for <see cref="Esp32Wrover"/> begins.</summary>
public static class Esp32WroverProgram
{
    public static void Main()
    {
        Program.Run(new Esp32Wrover());
    }
}
