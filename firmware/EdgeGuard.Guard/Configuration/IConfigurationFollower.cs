namespace EdgeGuard.Guard;

/// <summary>A listener that needs to know what is in force, such as which units there are. Called from any thread.</summary>
public interface IConfigurationFollower
{
    /// <summary>This configuration is in force from now on. Called at every commit.</summary>
    void Follow(GuardConfiguration configuration);
}
