namespace EdgeGuard.Device;

/// <summary>Where the image for <see cref="Stm32F769"/> begins.</summary>
public static class Stm32F769Program
{
    public static void Main()
    {
        Program.Run(new Stm32F769());
    }
}
